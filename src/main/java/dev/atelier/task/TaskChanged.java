package dev.atelier.task;

/**
 * A task began or ended. Fired within the transaction that stores it.
 *
 * @param type as the audit names it, such as {@code task.started}
 * @param actor who caused it
 */
public record TaskChanged(Task task, String type, String actor) {}
