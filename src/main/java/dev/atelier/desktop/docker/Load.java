package dev.atelier.desktop.docker;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How busy an engine's machine is: the first number of {@code /proc/loadavg}, see proc(5). */
final class Load {
  private static final Pattern LAST_MINUTE = Pattern.compile("^(\\d+\\.\\d+) ");

  private Load() {}

  static OptionalDouble perProcessor(String loadavg, int processors) {
    Matcher average = LAST_MINUTE.matcher(loadavg);
    return average.find()
        ? OptionalDouble.of(Double.parseDouble(average.group(1)) / processors)
        : OptionalDouble.empty();
  }
}
