package dev.atelier.task;

/**
 * A task that waits for its desktop.
 *
 * @param place the lower, the sooner, among those of its desktop
 * @param undo whether the desktop is saved before it
 * @param givenBy by which name its goal was given
 */
public record QueuedTask(
    String taskId, String sessionId, long place, boolean undo, String givenBy) {}
