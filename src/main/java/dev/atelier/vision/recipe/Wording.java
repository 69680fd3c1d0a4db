package dev.atelier.vision.recipe;

import java.time.Duration;
import java.util.Locale;

/** Wordings that several kinds of steps share, as patterns. */
final class Wording {
  static final String Q = "(" + Quotes.PATTERN + ")";
  static final String P = "(" + Places.PHRASE + ")";
  static final String ADDRESS =
      "([a-z][a-z0-9+.-]*:\\S+|localhost(?:[:/]\\S*)?|[\\w-]+(?:\\.[\\w-]+)+(?:[:/?#]\\S*)?|[\\w-]+:\\d+\\S*|"
          + Quotes.PATTERN
          + ")";
  static final String NUMBER =
      "(\\d+(?:\\.\\d+)?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)";
  static final String SPAN = NUMBER + "\\s*(ms|milliseconds?|s|secs?|seconds?|m|min|mins|minutes?)";
  static final String TIMES =
      "(?:\\s+(once|twice|thrice|(?:\\d+|two|three|four|five|six|seven|eight|nine|ten)(?:\\s+times|x)))?";
  static final String THERE =
      "(?:\\s+(?:to\\s+)?(?:appears?|is\\s+(?:shown|visible|displayed|there|present)|shows?\\s+up|comes?\\s+up|"
          + "be\\s+(?:shown|visible)|is\\s+on\\s+(?:the\\s+)?(?:screen|page)))?";
  static final String GONE =
      "\\s+(?:to\\s+)?(?:disappears?|is\\s+gone|goes\\s+away|vanish(?:es)?|is\\s+no\\s+longer\\s+(?:shown|visible|there))";
  static final String UP_TO =
      "(?:\\s*,?\\s*(?:for\\s+)?(?:up\\s+to|at\\s+most|within|for|max(?:imum)?)\\s+" + SPAN + ")?";

  private Wording() {}

  static Duration span(String number, String unit) {
    String plain = number.toLowerCase(Locale.ROOT);
    double count =
        plain.matches("an?")
            ? 1
            : plain.matches("[a-z]+") ? Keys.number(plain) : Double.parseDouble(plain);
    double millis =
        unit.toLowerCase(Locale.ROOT).startsWith("ms")
                || unit.toLowerCase(Locale.ROOT).startsWith("milli")
            ? 1
            : unit.toLowerCase(Locale.ROOT).startsWith("m") ? 60_000 : 1000;
    return Duration.ofMillis((long) (count * millis));
  }
}
