package dev.atelier.cost;

import dev.atelier.vision.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What a model costs, in US dollars per million tokens of each kind. */
record Price(BigDecimal input, BigDecimal output, BigDecimal cacheRead, BigDecimal cacheWrite) {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /** Decimals that amounts are kept with; what is smaller is rounded up. */
  static final int SCALE = 8;

  static final Price FREE =
      new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /**
   * Reads {@code input/output}, {@code input/output/cache read} or all four.
   *
   * @throws IllegalArgumentException when it is none of these
   */
  static Price read(String text) {
    String[] parts = text.strip().split("/", 5);
    if (parts.length < 2 || parts.length > 4) {
      throw new IllegalArgumentException(
          "“" + text + "” is not input/output/cache read/cache write");
    }
    BigDecimal input = amount(parts[0]);
    BigDecimal read = parts.length > 2 ? amount(parts[2]) : input;
    BigDecimal write = parts.length > 3 ? amount(parts[3]) : input;
    return new Price(input, amount(parts[1]), read, write);
  }

  private static BigDecimal amount(String text) {
    try {
      BigDecimal amount = new BigDecimal(text.strip());
      if (amount.signum() < 0) {
        throw new IllegalArgumentException("“" + text.strip() + "” is less than nothing");
      }
      return amount;
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException("“" + text.strip() + "” is not an amount", wrong);
    }
  }

  BigDecimal of(Usage usage) {
    return times(usage.input(), input)
        .add(times(usage.output(), output))
        .add(times(usage.cacheRead(), cacheRead))
        .add(times(usage.cacheWrite(), cacheWrite))
        .divide(MILLION, SCALE, RoundingMode.CEILING);
  }

  private static BigDecimal times(long tokens, BigDecimal perMillion) {
    return perMillion.multiply(BigDecimal.valueOf(tokens));
  }
}
