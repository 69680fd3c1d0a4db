package dev.atelier.snapshot;

/**
 * Something is about to happen to a snapshot, or has happened. Fired within the transaction that
 * stores it.
 *
 * @param type as the audit names it, such as {@code snapshot.created}
 * @param actor who caused it
 */
public record SnapshotChanged(Snapshot snapshot, String type, String actor) {}
