package dev.atelier.task;

import dev.atelier.vision.Deeds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One step of a task: an action and what came of it, or only words.
 *
 * @param number from 1, without gaps
 * @param verb empty when the step holds text only
 * @param parameters of the verb, as the protocol writes them
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

  /** What it came to, for a model that was not there; empty of words that came to nothing. */
  Optional<String> deed() {
    if (verb.isPresent()) {
      return Optional.of(Deeds.told(verb.get(), parameters, result));
    }
    return result.isEmpty() ? Optional.empty() : Optional.of("asked “" + text + "”: " + result);
  }
}
