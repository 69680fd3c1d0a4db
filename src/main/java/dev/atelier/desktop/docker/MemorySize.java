package dev.atelier.desktop.docker;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of memory, written as the engine's own command line does: {@code 512m}, {@code 4g}. */
record MemorySize(long bytes) {
  static final MemorySize SMALLEST = new MemorySize(64L << 20);
  private static final Pattern TEXT = Pattern.compile("(\\d{1,15})(\\.\\d{1,3})?\\s*([bkmg]?)i?b?");

  MemorySize {
    if (bytes < 1) {
      throw new IllegalArgumentException("an amount of memory is positive");
    }
  }

  /** Reads a number with {@code b}, {@code k}, {@code m} or {@code g}; without one it is bytes. */
  static MemorySize parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("an amount of memory looks like 4g, not “" + text + "”");
    }
    double number =
        Double.parseDouble(matcher.group(1) + (matcher.group(2) == null ? "" : matcher.group(2)));
    long unit =
        switch (matcher.group(3)) {
          case "k" -> 1L << 10;
          case "m" -> 1L << 20;
          case "g" -> 1L << 30;
          default -> 1;
        };
    return new MemorySize((long) (number * unit));
  }

  static MemorySize ofMegabytes(int megabytes) {
    return new MemorySize((long) megabytes << 20);
  }

  @Override
  public String toString() {
    return (bytes >> 20) + " MiB";
  }
}
