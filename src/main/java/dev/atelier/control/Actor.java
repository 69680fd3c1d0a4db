package dev.atelier.control;

import java.util.Optional;

/**
 * Who acts: a caller by name, or a task at one of its steps.
 *
 * @param step number of the step; 0 outside a task
 */
public record Actor(String name, Optional<String> taskId, int step) {

  public static Actor caller(String name) {
    return new Actor(name, Optional.empty(), 0);
  }

  public static Actor task(String taskId, int step) {
    return new Actor("task", Optional.of(taskId), step);
  }
}
