package dev.atelier.snapshot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Stores each change of a snapshot together with whatever observes it. Thread-safe. */
@ApplicationScoped
class SnapshotRecords {
  private final SnapshotRepository snapshots;
  private final Event<SnapshotChanged> changes;

  @Inject
  SnapshotRecords(SnapshotRepository snapshots, Event<SnapshotChanged> changes) {
    this.snapshots = snapshots;
    this.changes = changes;
  }

  /** For CDI's proxy only. */
  protected SnapshotRecords() {
    this(null, null);
  }

  @Transactional
  void begun(Snapshot snapshot, String actor) {
    snapshots.add(snapshot);
    changes.fire(new SnapshotChanged(snapshot, "snapshot.begun", actor));
  }

  @Transactional
  void changed(Snapshot snapshot, String type, String actor) {
    snapshots.update(snapshot);
    changes.fire(new SnapshotChanged(snapshot, type, actor));
  }

  /** It is not made after all; what there is of it is to go. */
  @Transactional
  void failed(Snapshot snapshot, String problem, String actor) {
    Snapshot going = snapshot.going();
    snapshots.update(going);
    changes.fire(new SnapshotChanged(going, "snapshot.failed", actor, problem));
  }

  @Transactional
  void removed(Snapshot snapshot, String type, String actor) {
    snapshots.remove(snapshot.id());
    changes.fire(new SnapshotChanged(snapshot, type, actor));
  }

  /** Puts on record what somebody wants of a snapshot, before it is done. */
  @Transactional
  void asked(Snapshot snapshot, String type, String actor) {
    changes.fire(new SnapshotChanged(snapshot, type, actor));
  }
}
