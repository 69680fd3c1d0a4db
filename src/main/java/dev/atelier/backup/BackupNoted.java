package dev.atelier.backup;

import java.util.Map;

/**
 * Something about the server's data as a whole is to be on record.
 *
 * @param type as the audit names it, such as {@code backup.made}
 */
public record BackupNoted(String type, String actor, Map<String, Object> detail) {}
