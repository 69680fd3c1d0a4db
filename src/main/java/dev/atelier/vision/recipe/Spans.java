package dev.atelier.vision.recipe;

import java.time.Duration;

/** Spans of time in words. */
final class Spans {
  private Spans() {}

  static String told(Duration span) {
    if (span.toMillis() % 1000 != 0) {
      return span.toMillis() / 1000.0 + " seconds";
    }
    return span.toSeconds() == 1 ? "1 second" : span.toSeconds() + " seconds";
  }
}
