package dev.atelier.snapshot;

import java.util.Optional;

/**
 * A desktop is about to go back to a snapshot, has done so, or could not. Fired within a
 * transaction that stores it.
 *
 * @param type as the audit names it, such as {@code session.restored}
 * @param actor who caused it
 * @param problem why it could not
 */
public record SnapshotUsed(
    String sessionId, String snapshotId, String type, String actor, Optional<String> problem) {}
