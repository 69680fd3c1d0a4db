package dev.atelier.snapshot;

import java.util.List;
import java.util.Optional;

/**
 * Snapshots on record, and which desktops went back to one. Thread-safe; takes part in the caller's
 * transaction.
 */
public interface SnapshotRepository {

  void add(Snapshot snapshot);

  void update(Snapshot snapshot);

  void remove(String id);

  Optional<Snapshot> find(String id);

  /** Newest first, in whatever state. */
  List<Snapshot> all();

  /** Newest first, in whatever state. */
  List<Snapshot> ofSession(String sessionId);

  /** The one that was taken for a task. */
  Optional<Snapshot> ofTask(String taskId);

  /** Keeps in mind that a desktop went back. */
  void add(Restoration restoration);

  /** How a desktop went back, in any order. */
  List<Restoration> restorations(String sessionId);
}
