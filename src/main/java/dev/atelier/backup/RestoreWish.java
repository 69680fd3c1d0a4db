package dev.atelier.backup;

import java.time.Instant;

/**
 * Somebody wants how it was back, at the next start.
 *
 * @param backupOf the moment that the backup shows
 * @param beforeId the backup of how it was when they asked
 * @param untilId the backup of how it was until the next start, made then
 */
public record RestoreWish(
    String id,
    String backupId,
    Instant backupOf,
    String askedBy,
    Instant askedAt,
    String beforeId,
    String untilId) {}
