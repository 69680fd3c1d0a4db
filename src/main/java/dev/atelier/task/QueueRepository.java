package dev.atelier.task;

import dev.atelier.Caller;
import java.util.List;

/**
 * Keeps which tasks wait, and in what order. Takes part in the caller's transaction. Thread-safe,
 * but that two must not add to one desktop's at once.
 */
public interface QueueRepository {

  /**
   * Adds a task behind those that wait for the same desktop.
   *
   * @param actor by which name it is on record that the giver gave it
   */
  void add(String taskId, String sessionId, boolean undo, Caller giver, String actor);

  /** Those that wait for a desktop, the next one first. */
  List<QueuedTask> of(String sessionId);

  /** The desktops that tasks wait for. */
  List<String> sessions();

  /**
   * Takes a task out.
   *
   * @return whether it was there: of several who take it out one does
   */
  boolean remove(String taskId);

  /** Puts a desktop's tasks in this order; all of those that wait for it must be named. */
  void arrange(List<String> taskIds);
}
