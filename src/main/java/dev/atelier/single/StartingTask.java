package dev.atelier.single;

import dev.atelier.task.TaskStatus;
import java.math.BigDecimal;

/** What is said of a task that is not known, or not yet. */
record StartingTask(String taskId, String status, int stepCount, BigDecimal totalCostUsd) {

  static StartingTask of(String taskId) {
    return new StartingTask(taskId, TaskStatus.STARTING.word(), 0, new BigDecimal("0.0"));
  }
}
