package dev.atelier.secrets;

import java.util.Map;

/**
 * Something about the vault is to be on record. Fired within the transaction that stores it.
 *
 * @param type as the audit names it, such as {@code secret.added}
 * @param actor who caused it
 * @param detail never with a value in it
 */
public record SecretChanged(String type, String actor, Map<String, Object> detail) {}
