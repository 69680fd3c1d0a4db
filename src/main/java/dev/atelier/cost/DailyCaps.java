package dev.atelier.cost;

import java.math.BigDecimal;

/** Both caps per day, as they were at one moment. */
public record DailyCaps(DailyCap day, DailyCap desktop) {

  /** The most that may be spent a day, in US dollars. */
  public BigDecimal perDay() {
    return day.usd().orElseThrow();
  }

  /** The most that may be spent a day on one desktop, in US dollars. */
  public BigDecimal perDesktop() {
    return desktop.usd().map(perDay()::min).orElse(perDay());
  }
}
