package dev.atelier.task;

import dev.atelier.Caller;

/**
 * A task that waits for its desktop.
 *
 * @param place the lower, the sooner, among those of its desktop
 * @param undo whether the desktop is saved before it
 * @param giver who gave its goal, with what they came in with
 * @param actor by which name that is on record
 */
public record QueuedTask(
    String taskId, String sessionId, long place, boolean undo, Caller giver, String actor) {}
