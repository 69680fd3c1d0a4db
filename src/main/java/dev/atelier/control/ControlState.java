package dev.atelier.control;

import java.time.Instant;
import java.util.Optional;

/**
 * How control of a desktop stands.
 *
 * @param driving empty while nobody drives
 * @param taskId the task at work there, whether it drives or waits
 * @param since when who drives began to
 * @param until when a person's control ends unless they give a sign before
 */
public record ControlState(
    String sessionId,
    Optional<Lease> driving,
    Optional<String> taskId,
    Optional<Instant> since,
    Optional<Instant> until) {

  /** The person who drives, if one does. */
  public Optional<Holder.Person> person() {
    return driving
        .map(Lease::holder)
        .filter(Holder.Person.class::isInstance)
        .map(Holder.Person.class::cast);
  }
}
