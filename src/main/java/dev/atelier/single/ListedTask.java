package dev.atelier.single;

import dev.atelier.task.Task;
import java.math.BigDecimal;

/** A task in a list. */
record ListedTask(
    String id,
    String goal,
    BigDecimal submittedAt,
    String status,
    int stepCount,
    BigDecimal totalCostUsd) {

  static ListedTask of(Task task) {
    return new ListedTask(
        task.id(),
        task.goal().text(),
        UnixTime.of(task.startedAt()),
        SingleStatus.of(task),
        task.stepCount(),
        task.totalCostUsd());
  }
}
