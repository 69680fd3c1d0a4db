package dev.atelier.task;

import dev.atelier.vision.Goal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * A goal being carried out on a desktop, or that was, as it is on record.
 *
 * @param maxSteps after this many steps it ends
 * @param maxUsd what it may cost at most, in US dollars, where the caller set a bound
 * @param finalText the answer or summary; empty until it is completed
 * @param error in plain words, why it ended otherwise; empty while all is well
 */
public record Task(
    String id,
    String sessionId,
    Goal goal,
    String backend,
    String model,
    TaskStatus status,
    int maxSteps,
    Optional<BigDecimal> maxUsd,
    int stepCount,
    BigDecimal totalCostUsd,
    String finalText,
    String error,
    Instant startedAt,
    Optional<Instant> finishedAt) {

  Task afterStep(Step step) {
    return new Task(
        id,
        sessionId,
        goal,
        backend,
        model,
        status,
        maxSteps,
        maxUsd,
        step.number(),
        totalCostUsd.add(step.costUsd()),
        finalText,
        error,
        startedAt,
        finishedAt);
  }

  Task ended(Ending ending, Instant at) {
    return new Task(
        id,
        sessionId,
        goal,
        backend,
        model,
        ending.status(),
        maxSteps,
        maxUsd,
        stepCount,
        totalCostUsd,
        ending.finalText(),
        ending.error(),
        startedAt,
        Optional.of(at));
  }
}
