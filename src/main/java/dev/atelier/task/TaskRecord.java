package dev.atelier.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Stores each change of a task together with whatever observes it. Thread-safe. */
@ApplicationScoped
class TaskRecord {
  private final TaskRepository tasks;
  private final Event<TaskChanged> changes;
  private final Event<StepTaken> steps;

  @Inject
  TaskRecord(TaskRepository tasks, Event<TaskChanged> changes, Event<StepTaken> steps) {
    this.tasks = tasks;
    this.changes = changes;
    this.steps = steps;
  }

  /** For CDI's proxy only. */
  protected TaskRecord() {
    this(null, null, null);
  }

  @Transactional
  void started(Task task, String actor) {
    tasks.add(task);
    changes.fire(new TaskChanged(task, "task.started", actor));
  }

  /** Joins a transaction that is under way, so that an action and its step are stored as one. */
  @Transactional
  Task stepTaken(Task task, Step step) {
    Task after = task.afterStep(step);
    tasks.append(step);
    tasks.update(after);
    steps.fire(new StepTaken(after, step));
    return after;
  }

  @Transactional
  void ended(Task task, String actor) {
    tasks.update(task);
    changes.fire(new TaskChanged(task, "task." + task.status().word(), actor));
  }

  /** Notes that somebody wants the task to end. */
  @Transactional
  void cancelAsked(Task task, String actor) {
    changes.fire(new TaskChanged(task, "task.cancel_asked", actor));
  }
}
