package dev.atelier.control;

/** Who drives a desktop. */
public sealed interface Holder {

  /** The assistant, at work on a task. */
  record WorkingTask(String taskId) implements Holder {}

  /**
   * Nobody: the desktop itself is being changed.
   *
   * @param doing what is being done to it, such as {@code being brought back to a snapshot}
   */
  record Maintenance(String doing) implements Holder {}
}
