package dev.atelier.task;

import dev.atelier.vision.Goal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A goal being carried out on a desktop, or that was, as it is on record.
 *
 * @param givenBy who gave it, for people to read; empty where that is not known
 * @param askBefore kinds of acts that a person wants to be asked about first
 * @param maxSteps after this many steps it ends
 * @param maxUsd what it may cost at most, in US dollars, where the caller set a bound
 * @param finalText the answer or summary; empty until it is completed
 * @param error in plain words, why it ended otherwise; empty while all is well
 * @param startedAt when it began; while it is queued, when it was given
 */
public record Task(
    String id,
    String sessionId,
    String givenBy,
    Goal goal,
    List<String> askBefore,
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

  /** One of which it is not known who gave it. */
  public Task(
      String id,
      String sessionId,
      Goal goal,
      List<String> askBefore,
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
    this(
        id,
        sessionId,
        "",
        goal,
        askBefore,
        backend,
        model,
        status,
        maxSteps,
        maxUsd,
        stepCount,
        totalCostUsd,
        finalText,
        error,
        startedAt,
        finishedAt);
  }

  Task afterStep(Step step) {
    BigDecimal cost = totalCostUsd.add(step.costUsd());
    return with(status, maxUsd, step.number(), cost, finalText, error, finishedAt);
  }

  /** The same task, waiting or working again. */
  Task with(TaskStatus present) {
    return with(present, maxUsd, stepCount, totalCostUsd, "", "", Optional.empty());
  }

  /** The same task, which waited until now and is at work from now on. */
  Task begunAt(Instant now) {
    return new Task(
        id,
        sessionId,
        givenBy,
        goal,
        askBefore,
        backend,
        model,
        TaskStatus.RUNNING,
        maxSteps,
        maxUsd,
        stepCount,
        totalCostUsd,
        "",
        "",
        now,
        Optional.empty());
  }

  /** The same task, as it is in the books and bounded anew. */
  public Task with(BigDecimal cost, Optional<BigDecimal> bound) {
    return with(status, bound, stepCount, cost, finalText, error, finishedAt);
  }

  Task ended(Ending ending, Instant at) {
    return with(
        ending.status(),
        maxUsd,
        stepCount,
        totalCostUsd,
        ending.finalText(),
        ending.error(),
        Optional.of(at));
  }

  private Task with(
      TaskStatus present,
      Optional<BigDecimal> bound,
      int steps,
      BigDecimal cost,
      String summary,
      String problem,
      Optional<Instant> finished) {
    return new Task(
        id, sessionId, givenBy, goal, askBefore, backend, model, present, maxSteps, bound, steps,
        cost, summary, problem, startedAt, finished);
  }
}
