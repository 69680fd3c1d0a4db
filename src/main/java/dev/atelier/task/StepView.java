package dev.atelier.task;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** A step as the contract shows it, in a transcript and as a {@code step} event. */
public record StepView(
    String taskId,
    int step,
    String action,
    Map<String, Object> parameters,
    String result,
    String text,
    BigDecimal costUsd,
    BigDecimal totalCostUsd,
    String status,
    Instant at,
    long durationMs,
    String screenshotUrl,
    String decidedBy) {

  static StepView of(Task task, Step step) {
    return new StepView(
        task.id(),
        step.number(),
        step.verb().orElse(null),
        step.parameters(),
        step.result(),
        step.text(),
        step.costUsd(),
        step.totalCostUsd(),
        task.status().word(),
        step.at(),
        step.duration().toMillis(),
        step.picture()
            .map(
                picture ->
                    "/sessions/"
                        + task.sessionId()
                        + "/task/"
                        + task.id()
                        + "/steps/"
                        + step.number()
                        + "/screenshot")
            .orElse(null),
        step.decidedBy().orElse(null));
  }
}
