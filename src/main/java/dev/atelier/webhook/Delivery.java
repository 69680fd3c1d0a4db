package dev.atelier.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One event on its way to one webhook, or arrived there.
 *
 * @param eventId the same for every attempt and every webhook, so that receivers can drop repeats
 * @param taskId of the task it is about; empty where it is about none
 * @param body exactly as it is signed and sent
 * @param attempts that were begun
 * @param nextAttemptAt of one that is pending
 * @param status that the last attempt was answered with; empty where it was not answered
 * @param problem in plain words, why the last attempt failed; empty where it did not
 * @param duration of the last attempt
 */
public record Delivery(
    String id,
    String webhookId,
    String eventId,
    WebhookEvent event,
    Optional<String> taskId,
    String body,
    Instant madeAt,
    State state,
    int attempts,
    Instant nextAttemptAt,
    Optional<Instant> lastAttemptAt,
    Optional<Integer> status,
    String problem,
    Optional<Duration> duration) {

  /** How far it is. */
  public enum State {
    PENDING,
    DELIVERED,
    GIVEN_UP;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The same after an attempt; one that failed is tried again as {@link Patience} says. */
  Delivery after(Attempt attempt, Instant now) {
    Optional<Duration> pause =
        attempt.arrived() || attempt.isFinal() ? Optional.empty() : Patience.pause(event, attempts);
    State next =
        attempt.arrived() ? State.DELIVERED : pause.isPresent() ? State.PENDING : State.GIVEN_UP;
    return new Delivery(
        id,
        webhookId,
        eventId,
        event,
        taskId,
        body,
        madeAt,
        next,
        attempts,
        pause.map(now::plus).orElse(nextAttemptAt),
        Optional.of(now),
        attempt.status(),
        attempt.problem(),
        Optional.of(attempt.duration()));
  }
}
