package dev.atelier.snapshot;

/**
 * Something is about to happen to a snapshot, or has happened. Fired within the transaction that
 * stores it.
 *
 * @param type as the audit names it, such as {@code snapshot.created}
 * @param actor who caused it
 * @param problem in plain words what went wrong; empty while all is well
 */
public record SnapshotChanged(Snapshot snapshot, String type, String actor, String problem) {
  /** Nothing went wrong. */
  public SnapshotChanged(Snapshot snapshot, String type, String actor) {
    this(snapshot, type, actor, "");
  }

  /** Whether a desktop could not be saved. */
  public boolean isFailure() {
    return !problem.isEmpty();
  }
}
