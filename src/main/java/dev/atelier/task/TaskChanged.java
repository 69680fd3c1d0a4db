package dev.atelier.task;

/**
 * A task began or ended. Fired within the transaction that stores it.
 *
 * @param type as the audit names it, such as {@code task.started}
 * @param actor who caused it
 * @param note what that person said along with it; empty where nothing was said
 */
public record TaskChanged(Task task, String type, String actor, String note) {
  public TaskChanged(Task task, String type, String actor) {
    this(task, type, actor, "");
  }
}
