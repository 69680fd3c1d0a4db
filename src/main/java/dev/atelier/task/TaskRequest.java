package dev.atelier.task;

import dev.atelier.json.JsonBody;
import dev.atelier.vision.Goal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A goal as it is asked for.
 *
 * @param maxSteps the server's bound where it is empty
 * @param backend the configured one where it is empty
 * @param undo whether the desktop is saved first; as configured where it is empty
 * @param queue whether it waits where the desktop is busy, which else refuses it
 * @param askBefore kinds of acts to ask a person about first; the configured ones where it is empty
 */
public record TaskRequest(
    Goal goal,
    Optional<Integer> maxSteps,
    Optional<BigDecimal> maxUsd,
    Optional<String> backend,
    Optional<List<String>> askBefore,
    Optional<Boolean> undo,
    boolean queue) {
  public static final int MOST_STEPS = 200;
  private static final int MOST_KINDS = 20;
  private static final int LONGEST_KIND = 200;

  public static TaskRequest of(String goal) {
    return new TaskRequest(
        Goal.of(goal),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** The same, waiting where the desktop is busy. */
  public TaskRequest queued() {
    return new TaskRequest(goal, maxSteps, maxUsd, backend, askBefore, undo, true);
  }

  /** Without questions or wishes other than these. */
  public static TaskRequest of(
      Goal goal,
      Optional<Integer> maxSteps,
      Optional<BigDecimal> maxUsd,
      Optional<String> backend) {
    return new TaskRequest(
        goal, maxSteps, maxUsd, backend, Optional.empty(), Optional.empty(), false);
  }

  /** The same, with the desktop saved first. */
  public TaskRequest undoable() {
    return new TaskRequest(goal, maxSteps, maxUsd, backend, askBefore, Optional.of(true), queue);
  }

  /** The same, about files of the desktop's home. */
  public TaskRequest about(List<String> attachments) {
    return new TaskRequest(
        new Goal(goal.text(), goal.context(), attachments),
        maxSteps,
        maxUsd,
        backend,
        askBefore,
        undo,
        queue);
  }

  /**
   * Reads {@code {goal, context?, attachments?, max_steps?, max_usd?, backend?, approve?, undo?,
   * queue?}}.
   */
  public static TaskRequest read(String body) {
    JsonBody json = JsonBody.parse(body);
    TaskRequest request = read(json);
    json.refuseUnread();
    return request;
  }

  /** Reads the same from a body that may hold more. */
  public static TaskRequest read(JsonBody json) {
    return new TaskRequest(
        new Goal(
            json.requiredText("goal", Goal.SHORTEST, Goal.LONGEST),
            json.text("context", 0, Goal.LONGEST_CONTEXT).orElse(""),
            attachments(json)),
        json.whole("max_steps", 1, MOST_STEPS),
        maxUsd(json),
        json.text("backend", 1, 40),
        json.texts("approve", MOST_KINDS, 1, LONGEST_KIND),
        json.flag("undo"),
        json.flag("queue").orElse(false));
  }

  private static List<String> attachments(JsonBody json) {
    return json.texts("attachments", Goal.MOST_ATTACHMENTS, 1, Goal.LONGEST_ATTACHMENT)
        .orElse(List.of());
  }

  /** Reads {@code {max_usd?}}. */
  public static Optional<BigDecimal> maxUsd(JsonBody json) {
    return json.decimal("max_usd", "0", "1000000");
  }
}
