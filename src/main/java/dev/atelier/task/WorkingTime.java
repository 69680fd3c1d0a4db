package dev.atelier.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long a task was worked on, without the time it waited for a person. Thread-safe. */
final class WorkingTime {
  private final Clock clock;
  private Instant began;
  private Optional<Instant> stopped = Optional.empty();

  /** Begins now. */
  WorkingTime(Clock clock) {
    this.clock = clock;
    this.began = clock.instant();
  }

  synchronized Duration passed() {
    return Duration.between(began, stopped.orElseGet(clock::instant));
  }

  /** From now on a person is waited for. */
  synchronized void stop() {
    stopped = Optional.of(clock.instant());
  }

  synchronized void goOn() {
    stopped.ifPresent(since -> began = began.plus(Duration.between(since, clock.instant())));
    stopped = Optional.empty();
  }
}
