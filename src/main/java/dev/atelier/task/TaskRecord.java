package dev.atelier.task;

import dev.atelier.vision.Observation.Answer;
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

  /**
   * The task waits for a person, with the step that holds its question.
   *
   * @param task with the status in which it waits
   */
  @Transactional
  Task asks(Task task, Step question) {
    Task waiting = stepTaken(task, question);
    changes.fire(new TaskChanged(waiting, "task." + waiting.status().word(), "task"));
    return waiting;
  }

  /** The task does not go on, as a person drives or had it wait. */
  @Transactional
  Task waits(Task task) {
    Task waiting = task.with(TaskStatus.PAUSED);
    tasks.update(waiting);
    changes.fire(new TaskChanged(waiting, "task.paused", "task"));
    return waiting;
  }

  /** The task works on after it waited for a person. */
  @Transactional
  Task worksOn(Task task) {
    Task working = task.with(TaskStatus.RUNNING);
    tasks.update(working);
    changes.fire(new TaskChanged(working, "task.running", "task"));
    return working;
  }

  /**
   * A task that had ended at a cap is worked on again.
   *
   * @throws NotResumable when somebody was faster
   */
  @Transactional
  void resumed(Task task, String actor) {
    if (!tasks.resume(task)) {
      throw new NotResumable(
          task.id(), tasks.find(task.id()).map(Task::status).orElse(TaskStatus.RUNNING));
    }
    changes.fire(new TaskChanged(task, "task.resumed", actor));
  }

  /**
   * Notes what a person answered to the question that a step holds.
   *
   * @param task as it waits for the answer
   */
  @Transactional
  void answered(Task task, int question, Answer answer, String actor) {
    tasks.answered(task.id(), question, inWords(task, answer));
    changes.fire(new TaskChanged(task, type(task, answer), actor, answer.words()));
  }

  private static String type(Task task, Answer answer) {
    if (!answer.approved()) {
      return "task.denied";
    }
    return task.status() == TaskStatus.NEEDS_YOU ? "task.answered" : "task.approved";
  }

  private static String inWords(Task task, Answer answer) {
    String said = "the person " + (answer.approved() ? yes(task, answer) : "said no");
    return answer.words().isBlank() ? said : said + ": " + answer.words();
  }

  /** Notes that somebody wants the task to wait, or to go on. */
  @Transactional
  void pauseAsked(Task task, String type, String actor) {
    changes.fire(new TaskChanged(task, type, actor));
  }

  private static String yes(Task task, Answer answer) {
    if (task.status() != TaskStatus.NEEDS_YOU) {
      return "said yes";
    }
    return answer.words().isBlank() ? "said that it is done" : "answered";
  }

  /** Notes that somebody wants the task to end. */
  @Transactional
  void cancelAsked(Task task, String actor) {
    changes.fire(new TaskChanged(task, "task.cancel_asked", actor));
  }
}
