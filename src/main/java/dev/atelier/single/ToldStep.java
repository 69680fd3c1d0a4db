package dev.atelier.single;

import dev.atelier.task.Step;
import dev.atelier.task.Task;
import java.math.BigDecimal;

/**
 * A step as a {@code step} event tells it.
 *
 * @param screenshotUrl below the same address as the stream; null where nothing was looked at
 */
record ToldStep(
    String taskId,
    int step,
    String action,
    String result,
    String text,
    BigDecimal costUsd,
    BigDecimal totalCostUsd,
    String status,
    BigDecimal at,
    long durationMs,
    String screenshotUrl) {

  /**
   * A step of a task whose transcript is at that path.
   *
   * @param path from the root of the origin
   */
  static ToldStep of(Task task, Step step, String path) {
    return new ToldStep(
        task.id(),
        step.number(),
        step.verb().orElse(null),
        step.result(),
        step.text(),
        step.costUsd(),
        step.totalCostUsd(),
        SingleStatus.of(task),
        UnixTime.of(step.at()),
        step.duration().toMillis(),
        step.picture()
            .map(picture -> path + "/steps/" + step.number() + "/screenshot")
            .orElse(null));
  }
}
