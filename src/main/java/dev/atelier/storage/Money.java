package dev.atelier.storage;

import java.math.BigDecimal;

/** Amounts as they are read back: without the zeros that the column's scale adds. */
final class Money {
  private Money() {}

  static BigDecimal plain(BigDecimal stored) {
    BigDecimal stripped = stored.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
