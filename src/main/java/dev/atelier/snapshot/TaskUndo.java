package dev.atelier.snapshot;

import dev.atelier.snapshot.Snapshot.Kind;
import dev.atelier.task.Task;
import dev.atelier.task.UndoPoints;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
  public boolean isThere(String taskId) {
    return point(taskId).isPresent();
  }

  /**
   * Brings the desktop back to how it was before the task; how it is now is saved first.
   *
   * @return the snapshot of how it was until now
   * @throws SnapshotKept when the desktop was not saved before that task, or no longer is
   * @throws dev.atelier.session.DesktopBusy when a task is at work there
   */
  public Snapshot undo(Task task, String actor) {
    Snapshot point =
        point(task.id())
            .orElseThrow(
                () ->
                    new SnapshotKept(
                        "the desktop was not saved before this task, or its snapshot has made room"
                            + " for newer ones; give a task with undo: true to be able to undo"
                            + " it"));
    return snapshots.restore(task.sessionId(), point.id(), actor);
  }

  private Optional<Snapshot> point(String taskId) {
    return repository.ofTask(taskId).filter(Snapshot::isReady);
  }
}
