package dev.atelier.task;

import dev.atelier.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Stores each change of the queue together with whatever observes it. Thread-safe. */
@ApplicationScoped
class QueueRecord {
  private final QueueRepository queue;
  private final TaskRepository tasks;
  private final Event<TaskChanged> changes;

  @Inject
  QueueRecord(QueueRepository queue, TaskRepository tasks, Event<TaskChanged> changes) {
    this.queue = queue;
    this.tasks = tasks;
    this.changes = changes;
  }

  /** For CDI's proxy only. */
  protected QueueRecord() {
    this(null, null, null);
  }

  @Transactional
  void queued(Task task, boolean undo, Caller giver, String actor) {
    tasks.add(task);
    queue.add(task.id(), task.sessionId(), undo, giver, actor);
    changes.fire(new TaskChanged(task, "task.queued", actor));
  }

  /**
   * @param wanted the tasks of a desktop in their new order
   * @param place of the one that somebody moved
   */
  @Transactional
  void moved(Task task, List<String> wanted, int place, String actor) {
    queue.arrange(wanted);
    changes.fire(new TaskChanged(task, "task.moved", actor, "to place " + place));
  }

  /**
   * A task waits no more and is at work from now on.
   *
   * @throws NotQueued when somebody else took it out
   */
  @Transactional
  void begun(Task task, String actor) {
    if (!queue.remove(task.id())) {
      throw new NotQueued(task.id());
    }
    tasks.begin(task);
    changes.fire(new TaskChanged(task, "task.started", actor));
  }

  /**
   * A task ends before it began.
   *
   * @return whether it did; false where somebody else took it out
   */
  @Transactional
  boolean unqueued(Task ended, String actor) {
    if (!queue.remove(ended.id())) {
      return false;
    }
    tasks.update(ended);
    changes.fire(new TaskChanged(ended, "task." + ended.status().word(), actor));
    return true;
  }
}
