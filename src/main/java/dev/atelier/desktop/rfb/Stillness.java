package dev.atelier.desktop.rfb;

import java.util.function.Supplier;

/**
 * Whether the desktop is held still. Then no silence of its is too long, and when it goes on,
 * whoever waits for it has all of their time again. Thread-safe.
 */
final class Stillness {
  private int holders;
  private long lastEnd = System.nanoTime();

  <T> T during(Supplier<T> work) {
    begin();
    try {
      return work.get();
    } finally {
      end();
    }
  }

  private synchronized void begin() {
    holders++;
  }

  private synchronized void end() {
    holders--;
    lastEnd = System.nanoTime();
  }

  /**
   * Whether the desktop was held still for any part of the time since then.
   *
   * @param begin as of {@link System#nanoTime()}
   */
  synchronized boolean excuses(long begin) {
    return holders > 0 || lastEnd - begin > 0;
  }
}
