package dev.atelier;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Comma-separated values, safe to open in a spreadsheet. */
public final class Csv {
  private Csv() {}

  /** One line, without its end. */
  public static String line(Stream<?> values) {
    return values.map(value -> quoted(value.toString())).collect(Collectors.joining(","));
  }

  /** A leading {@code = + - @} would be run as a formula, in its full width too. */
  private static String quoted(String text) {
    String safe =
        text.matches("(?s)[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*") ? "'" + text : text;
    return "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
