package dev.atelier.cost;

import dev.atelier.vision.SpendingCapReached;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The most that a tally may hold.
 *
 * @param usd empty where there is no bound
 * @param what which cap it is and how it is raised, to follow “the cap of $1”
 * @param resetsAt when a new day begins, for a cap per day
 */
record Cap(Tally tally, Optional<BigDecimal> usd, String what, Optional<Instant> resetsAt) {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("HH:mm 'UTC on' d MMMM yyyy", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** That a further call would pass it. */
  SpendingCapReached reached(BigDecimal spent) {
    BigDecimal most = usd.orElseThrow();
    return new SpendingCapReached(
        "the cap of $%s %s leaves no room for the next call: $%s is spent%s"
            .formatted(
                most.toPlainString(),
                what,
                spent.stripTrailingZeros().toPlainString(),
                resetsAt.map(at -> "; a new day begins at " + MOMENT.format(at)).orElse("")),
        spent,
        most,
        resetsAt);
  }
}
