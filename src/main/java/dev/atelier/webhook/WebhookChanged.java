package dev.atelier.webhook;

import java.util.Map;

/**
 * Something about who is told is to be on record. Fired within the transaction that stores it.
 *
 * @param type as the audit names it, such as {@code webhook.added}
 * @param actor who caused it
 * @param detail never with a secret in it
 */
public record WebhookChanged(String type, String actor, Map<String, Object> detail) {}
