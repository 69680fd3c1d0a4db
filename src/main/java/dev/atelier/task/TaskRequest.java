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
 * @param askBefore kinds of acts to ask a person about first; the configured ones where it is empty
 */
public record TaskRequest(
    Goal goal,
    Optional<Integer> maxSteps,
    Optional<BigDecimal> maxUsd,
    Optional<String> backend,
    Optional<List<String>> askBefore,
    Optional<Boolean> undo) {
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
        Optional.empty());
  }

  /** Without questions or wishes other than these. */
  public static TaskRequest of(
      Goal goal,
      Optional<Integer> maxSteps,
      Optional<BigDecimal> maxUsd,
      Optional<String> backend) {
    return new TaskRequest(goal, maxSteps, maxUsd, backend, Optional.empty(), Optional.empty());
  }

  /** The same, with the desktop saved first. */
  public TaskRequest undoable() {
    return new TaskRequest(goal, maxSteps, maxUsd, backend, askBefore, Optional.of(true));
  }

  /** Reads {@code {goal, context?, max_steps?, max_usd?, backend?, approve?, undo?}}. */
  public static TaskRequest read(String body) {
    JsonBody json = JsonBody.parse(body);
    TaskRequest request =
        new TaskRequest(
            new Goal(
                json.requiredText("goal", Goal.SHORTEST, Goal.LONGEST),
                json.text("context", 0, Goal.LONGEST_CONTEXT).orElse("")),
            json.whole("max_steps", 1, MOST_STEPS),
            maxUsd(json),
            json.text("backend", 1, 40),
            json.texts("approve", MOST_KINDS, 1, LONGEST_KIND),
            json.flag("undo"));
    json.refuseUnread();
    return request;
  }

  /** Reads {@code {max_usd?}}. */
  public static Optional<BigDecimal> maxUsd(JsonBody json) {
    return json.decimal("max_usd", "0", "1000000");
  }
}
