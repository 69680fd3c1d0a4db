package dev.atelier.control;

/** Who drives a desktop. */
public sealed interface Holder {

  /** The assistant, at work on a task. */
  record WorkingTask(String taskId) implements Holder {}
}
