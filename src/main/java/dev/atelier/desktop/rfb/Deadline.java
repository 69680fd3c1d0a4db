package dev.atelier.desktop.rfb;

import java.time.Duration;
import java.util.concurrent.Future;

/**
 * By when something has to have come from the desktop; begins anew when that was held still
 * meanwhile. Thread-safe.
 */
final class Deadline implements AutoCloseable {
  private final Duration bound;
  private final Stillness stillness;
  private final Runnable missed;
  private Future<?> alarm;
  private boolean met;

  /**
   * Begins.
   *
   * @param missed is run, once, unless this is closed before; may block
   */
  Deadline(Duration bound, Stillness stillness, Runnable missed) {
    this.bound = bound;
    this.stillness = stillness;
    this.missed = missed;
    begin();
  }

  private synchronized void begin() {
    if (!met) {
      long now = System.nanoTime();
      alarm = Alarms.after(bound, () -> ring(now));
    }
  }

  private void ring(long begin) {
    if (stillness.excuses(begin)) {
      begin();
    } else {
      missed.run();
    }
  }

  /** It has come. Idempotent. */
  @Override
  public synchronized void close() {
    met = true;
    alarm.cancel(false);
  }
}
