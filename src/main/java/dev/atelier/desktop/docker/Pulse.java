package dev.atelier.desktop.docker;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Whether an engine lives that has long work to do and says nothing meanwhile: it is asked now and
 * then, and has to miss several in a row to be taken for gone. Of one call; not thread-safe.
 */
final class Pulse {
  private static final int MOST_MISSED = 2;

  private final Duration every;
  private final BooleanSupplier answers;
  private long askedAt = System.nanoTime();
  private int missed;

  /**
   * Begins now.
   *
   * @param answers asks the engine for a sign of life; bounded
   */
  Pulse(Duration every, BooleanSupplier answers) {
    this.every = every;
    this.answers = answers;
  }

  /** Of an engine that is not asked: its answer is near. */
  static Pulse unasked() {
    return new Pulse(Duration.ofDays(1), () -> true);
  }

  /** Asks, if it is time to. */
  boolean isGone() {
    if (System.nanoTime() - askedAt < every.toNanos()) {
      return false;
    }
    missed = answers.getAsBoolean() ? 0 : missed + 1;
    askedAt = System.nanoTime();
    return missed >= MOST_MISSED;
  }
}
