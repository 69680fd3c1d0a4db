package dev.atelier.console;

import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * Work that many events ask for: done at once, and then not more often than at its pace, however
 * often it is asked for; whoever asks last is heard. Thread-safe.
 */
final class Paced {
  private final Duration pace;
  private final BiConsumer<Duration, Runnable> timer;
  private final Runnable work;
  private boolean resting;
  private boolean asked;

  /**
   * @param timer runs something after a time
   */
  Paced(Duration pace, BiConsumer<Duration, Runnable> timer, Runnable work) {
    this.pace = pace;
    this.timer = timer;
    this.work = work;
  }

  void ask() {
    if (begin()) {
      work.run();
    }
  }

  private synchronized boolean begin() {
    asked = resting;
    if (!resting) {
      resting = true;
      timer.accept(pace, this::rested);
    }
    return !asked;
  }

  private void rested() {
    if (isAsked()) {
      ask();
    }
  }

  private synchronized boolean isAsked() {
    resting = false;
    return asked;
  }
}
