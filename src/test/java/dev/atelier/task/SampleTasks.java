package dev.atelier.task;

import dev.atelier.desktop.Action;
import dev.atelier.vision.Goal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks and steps for tests that care about few of their fields. */
public final class SampleTasks {
  public static final Instant START = Instant.parse("2026-11-21T09:30:00.123Z");

  private SampleTasks() {}

  public static Task running(String id, String sessionId) {
    return running(id, sessionId, START);
  }

  public static Task running(String id, String sessionId, Instant startedAt) {
    return new Task(
        id,
        sessionId,
        new Goal("press Return", "be quick"),
        List.of("pay", "send a “mail”"),
        "scripted",
        "none",
        TaskStatus.RUNNING,
        30,
        Optional.of(new BigDecimal("0.25")),
        0,
        BigDecimal.ZERO,
        "",
        "",
        startedAt,
        Optional.empty());
  }

  /** A task of the desktop {@code sess_a} on the backend {@code dear}, unless the model is none. */
  public static Task asking(String id, String model, Optional<BigDecimal> maxUsd) {
    Task sample = running(id, "sess_a");
    return new Task(
        id,
        sample.sessionId(),
        sample.goal(),
        sample.askBefore(),
        "dear",
        model,
        sample.status(),
        sample.maxSteps(),
        maxUsd,
        0,
        BigDecimal.ZERO,
        "",
        "",
        sample.startedAt(),
        Optional.empty());
  }

  public static Task completed(Task task, String answer) {
    return task.ended(Ending.completed(answer), task.startedAt().plusSeconds(9));
  }

  public static Task atTheCap(Task task) {
    return task.ended(
        Ending.because(TaskStatus.BUDGET_EXCEEDED_USD, "the cap is reached"),
        task.startedAt().plusSeconds(9));
  }

  /** The same task, given by somebody who is known. */
  public static Task givenBy(String name, Task task) {
    return new Task(
        task.id(),
        task.sessionId(),
        name,
        task.goal(),
        task.askBefore(),
        task.backend(),
        task.model(),
        task.status(),
        task.maxSteps(),
        task.maxUsd(),
        task.stepCount(),
        task.totalCostUsd(),
        task.finalText(),
        task.error(),
        task.startedAt(),
        task.finishedAt());
  }

  /** The same task, at another point of its way. */
  public static Task as(Task task, TaskStatus status) {
    return task.with(status);
  }

  /** A question about an action. */
  public static Step question(String taskId, int number, String text, Action pending) {
    return new Step(
        taskId,
        number,
        Optional.empty(),
        Step.asking(Optional.of(pending)),
        "",
        text,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        START.plusSeconds(number),
        Duration.ZERO,
        Optional.of("0123456789abcdef0123456789abcdef"),
        Optional.of("scripted"));
  }

  public static Step step(String taskId, int number) {
    return new Step(
        taskId,
        number,
        Optional.of("type"),
        Map.of("text", "日本語 " + number),
        "typed 5 characters",
        "because of “" + number + "”",
        new BigDecimal("0.00012345"),
        new BigDecimal("0.00012345").multiply(BigDecimal.valueOf(number)).stripTrailingZeros(),
        START.plusSeconds(number),
        Duration.ofMillis(1234),
        Optional.of("0123456789abcdef0123456789abcdef"),
        Optional.of("scripted"));
  }

  /** The same step, with what came of it. */
  public static Step answered(Step step, String result) {
    return new Step(
        step.taskId(),
        step.number(),
        step.verb(),
        step.parameters(),
        result,
        step.text(),
        step.costUsd(),
        step.totalCostUsd(),
        step.at(),
        step.duration(),
        step.picture(),
        step.decidedBy());
  }

  /** The same step, whose picture has gone. */
  static Step blind(Step step) {
    return new Step(
        step.taskId(),
        step.number(),
        step.verb(),
        step.parameters(),
        step.result(),
        step.text(),
        step.costUsd(),
        step.totalCostUsd(),
        step.at(),
        step.duration(),
        Optional.empty(),
        step.decidedBy());
  }

  /** A step of words that was decided on a picture. */
  public static Step seen(String taskId, int number, String picture) {
    return seenAt(taskId, number, picture, START.plusSeconds(number));
  }

  /** The same at another time. */
  public static Step seenAt(String taskId, int number, String picture, Instant at) {
    return new Step(
        taskId,
        number,
        Optional.empty(),
        Map.of(),
        "",
        "",
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        at,
        Duration.ZERO,
        Optional.of(picture),
        Optional.empty());
  }

  public static Step words(String taskId, int number, String text) {
    return new Step(
        taskId,
        number,
        Optional.empty(),
        Map.of(),
        "",
        text,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        START.plusSeconds(number),
        Duration.ZERO,
        Optional.empty(),
        Optional.empty());
  }
}
