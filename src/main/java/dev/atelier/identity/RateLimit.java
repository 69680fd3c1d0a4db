package dev.atelier.identity;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many in so much time.
 *
 * @param count at least 1
 */
record RateLimit(int count, Duration per) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(sec|min|hour)");
  private static final Map<String, Duration> UNITS =
      Map.of(
          "sec", Duration.ofSeconds(1), "min", Duration.ofMinutes(1), "hour", Duration.ofHours(1));

  /** Reads {@code N/{sec,min,hour}}; empty when it is something else. */
  static Optional<RateLimit> read(String text) {
    Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    return form.matches() && Integer.parseInt(form.group(1)) > 0
        ? Optional.of(new RateLimit(Integer.parseInt(form.group(1)), UNITS.get(form.group(2))))
        : Optional.empty();
  }

  /** How long it takes until one more is allowed. */
  Duration each() {
    return per.dividedBy(count);
  }
}
