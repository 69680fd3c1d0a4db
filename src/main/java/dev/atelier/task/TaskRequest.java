package dev.atelier.task;

import dev.atelier.json.JsonBody;
import dev.atelier.vision.Goal;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A goal as it is asked for.
 *
 * @param maxSteps the server's bound where it is empty
 * @param backend the configured one where it is empty
 */
public record TaskRequest(
    Goal goal, Optional<Integer> maxSteps, Optional<BigDecimal> maxUsd, Optional<String> backend) {
  static final int MOST_STEPS = 200;

  public static TaskRequest of(String goal) {
    return new TaskRequest(Goal.of(goal), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Reads {@code {goal, context?, max_steps?, max_usd?, backend?}}. */
  static TaskRequest read(String body) {
    JsonBody json = JsonBody.parse(body);
    TaskRequest request =
        new TaskRequest(
            new Goal(
                json.requiredText("goal", Goal.SHORTEST, Goal.LONGEST),
                json.text("context", 0, Goal.LONGEST_CONTEXT).orElse("")),
            json.whole("max_steps", 1, MOST_STEPS),
            json.decimal("max_usd", "0", "1000000"),
            json.text("backend", 1, 40));
    json.refuseUnread();
    return request;
  }
}
