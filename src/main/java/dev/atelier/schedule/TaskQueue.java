package dev.atelier.schedule;

import dev.atelier.task.Task;
import dev.atelier.task.TaskRequest;

/**
 * Where goals wait for a desktop that is busy. Filled by whoever keeps such a queue; without one
 * schedules offer only to skip. Thread-safe.
 */
public interface TaskQueue {

  /** Puts a goal behind what the desktop does and is to do already. */
  Task put(String sessionId, TaskRequest request, String actor);
}
