package dev.atelier.single;

import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;

/** A task's status in the words that clients of the single-desktop API know. */
final class SingleStatus {
  private SingleStatus() {}

  static String of(Task task) {
    return switch (task.status()) {
      case QUEUED -> TaskStatus.STARTING.word();
      case NEEDS_YOU -> TaskStatus.NEEDS_APPROVAL.word();
      default -> task.status().word();
    };
  }
}
