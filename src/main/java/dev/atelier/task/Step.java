package dev.atelier.task;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionReader;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.UnknownVerb;
import dev.atelier.vision.Deeds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a task: an action and what came of it, or only words.
 *
 * @param number from 1, without gaps
 * @param verb empty when the step holds text only
 * @param parameters of the verb, as the protocol writes them; of a question, {@code pending}: the
 *     action that waits for the answer, where it is known
 * @param result one line; of a failed action it begins with {@code desktop error:}; of a question,
 *     what a person answered
 * @param text why, in the words of whoever decided
 * @param totalCostUsd of the task up to and with this step
 * @param picture name of the stored picture of what was seen when the step was decided
 * @param decidedBy name of the backend that decided it
 */
public record Step(
    String taskId,
    int number,
    Optional<String> verb,
    Map<String, Object> parameters,
    String result,
    String text,
    BigDecimal costUsd,
    BigDecimal totalCostUsd,
    Instant at,
    Duration duration,
    Optional<String> picture,
    Optional<String> decidedBy) {
  private static final String PENDING = "pending";
  private static final String ACTION = "action";

  /** The parameters of a question about an action. */
  static Map<String, Object> asking(Optional<Action> pending) {
    return pending.<Map<String, Object>>map(Step::asking).orElse(Map.of());
  }

  private static Map<String, Object> asking(Action pending) {
    Map<String, Object> action = new LinkedHashMap<>();
    action.put(ACTION, pending.verb());
    action.putAll(pending.parameters());
    return Map.of(PENDING, action);
  }

  /** The action that waits for the answer to this question, where it is known. */
  public Optional<Action> pending() {
    if (verb.isPresent() || !(parameters.get(PENDING) instanceof Map<?, ?> action)) {
      return Optional.empty();
    }
    Map<String, Object> its = new LinkedHashMap<>();
    action.forEach((name, value) -> its.put(String.valueOf(name), value));
    try {
      return Optional.of(ActionReader.read(String.valueOf(its.remove(ACTION)), its));
    } catch (InvalidAction | UnknownVerb fromAnotherVersion) {
      return Optional.empty();
    }
  }

  /** What it came to, for a model that was not there; empty of words that came to nothing. */
  Optional<String> deed() {
    if (verb.isPresent()) {
      return Optional.of(Deeds.told(verb.get(), parameters, result));
    }
    return result.isEmpty() ? Optional.empty() : Optional.of("asked “" + text + "”: " + result);
  }
}
