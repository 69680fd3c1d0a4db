package dev.atelier.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What comes of it when money goes on being spent as in the last hour. */
final class Forecast {
  /** How far back is looked. */
  static final Duration PACE = Duration.ofHours(1);

  private Forecast() {}

  /**
   * When nothing is left.
   *
   * @param left what may still be spent on that day, in US dollars
   * @param spentLately what was spent in the last hour
   * @return empty when nothing was spent, nothing is left already, or the day ends before
   */
  static Optional<Instant> capReachedAt(
      BigDecimal left, BigDecimal spentLately, Instant now, Instant dayEnds) {
    if (left.signum() <= 0 || spentLately.signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal seconds =
        left.multiply(BigDecimal.valueOf(PACE.toSeconds()))
            .divide(spentLately, 0, RoundingMode.CEILING);
    BigDecimal today = BigDecimal.valueOf(Duration.between(now, dayEnds).toSeconds());
    return seconds.compareTo(today) < 0
        ? Optional.of(now.plusSeconds(seconds.longValueExact()))
        : Optional.empty();
  }
}
