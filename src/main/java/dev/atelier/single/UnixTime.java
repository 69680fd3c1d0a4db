package dev.atelier.single;

import java.math.BigDecimal;
import java.time.Instant;

/** Moments as this API writes them: seconds since 1970, to the millisecond. */
final class UnixTime {
  private static final int MILLIS = 3;

  private UnixTime() {}

  static BigDecimal of(Instant moment) {
    return BigDecimal.valueOf(moment.toEpochMilli(), MILLIS);
  }
}
