package dev.atelier.vision.recipe;

import java.time.Duration;

/** Spans of time in words. */
final class Spans {
  private Spans() {}

  /** The bare number of seconds. */
  static String seconds(Duration span) {
    return span.toMillis() % 1000 == 0
        ? Long.toString(span.toSeconds())
        : Double.toString(span.toMillis() / 1000.0);
  }

  static String told(Duration span) {
    if (span.toMillis() % 1000 != 0) {
      return span.toMillis() / 1000.0 + " seconds";
    }
    return span.toSeconds() == 1 ? "1 second" : span.toSeconds() + " seconds";
  }
}
