package dev.atelier.snapshot;

import dev.atelier.snapshot.Snapshot.Kind;
import dev.atelier.task.Task;
import dev.atelier.task.UndoPoints;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Saves desktops before tasks, and brings them back after. Thread-safe. */
@ApplicationScoped
public class TaskUndo implements UndoPoints {
  private final Snapshots snapshots;
  private final SnapshotRepository repository;

  @Inject
  TaskUndo(Snapshots snapshots, SnapshotRepository repository) {
    this.snapshots = snapshots;
    this.repository = repository;
  }

  /** For CDI's proxy only. */
  protected TaskUndo() {
    this(null, null);
  }

  @Override
  public void take(Task task) {
    var unused =
        snapshots.take(
            task.sessionId(),
            Kind.UNDO,
            Snapshot.noteOf("before “" + task.goal().text() + "”"),
            Optional.of(task.id()),
            "task");
  }

  @Override
  public boolean canTake(String sessionId) {
    return snapshots.canTake(sessionId);
  }

  @Override
  public boolean isThere(Task task) {
    return point(task).filter(point -> snapshots.problem(point).isEmpty()).isPresent()
        && undoneAt(task).isEmpty();
  }

  @Override
  public Optional<Instant> undoneAt(Task task) {
    return Restoration.undoing(task, repository.restorations(task.sessionId()));
  }

  /**
   * Brings the desktop back to how it was before the task; how it is now is saved first.
   *
   * @return the snapshot of how it was until now
   * @throws SnapshotKept when the task is undone already, or the desktop was not saved before it,
   *     or what was saved is gone
   * @throws dev.atelier.session.DesktopBusy when a task is at work there
   */
  public Snapshot undo(Task task, String actor) {
    requireNotUndone(task);
    Snapshot point =
        point(task)
            .orElseThrow(
                () ->
                    new SnapshotKept(
                        "the desktop was not saved before this task, or its snapshot has made room"
                            + " for newer ones; give a task with undo: true to be able to undo"
                            + " it"));
    return snapshots.restore(task.sessionId(), point.id(), actor, () -> requireNotUndone(task));
  }

  private void requireNotUndone(Task task) {
    undoneAt(task)
        .ifPresent(
            at -> {
              throw new SnapshotKept(
                  "this task is undone already; to have back what it did, go back to the snapshot"
                      + " that was taken when it was undone");
            });
  }

  private Optional<Snapshot> point(Task task) {
    return repository.ofTask(task.id()).filter(Snapshot::isReady);
  }
}
