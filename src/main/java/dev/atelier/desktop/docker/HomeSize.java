package dev.atelier.desktop.docker;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code du -sk} prints: kibibytes and a path, after complaints of what it could not read. */
final class HomeSize {
  private static final Pattern TOTAL = Pattern.compile("(?m)^(\\d{1,15})\\s+/\\S+$");

  private HomeSize() {}

  /** In MiB, rounded up; empty when there is no total. */
  static OptionalLong parse(String printed) {
    Matcher total = TOTAL.matcher(printed);
    return total.find()
        ? OptionalLong.of((Long.parseLong(total.group(1)) + 1023) / 1024)
        : OptionalLong.empty();
  }
}
