package dev.atelier.vision;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** No more may be spent on models; the message says which cap, and when or how it goes on. */
public final class SpendingCapReached extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final BigDecimal spent;
  private final BigDecimal cap;
  private final transient Optional<Instant> resetsAt;

  /**
   * @param spent what is booked and set aside under this cap, in US dollars
   * @param resetsAt when the next day begins, for a cap per day
   */
  public SpendingCapReached(
      String message, BigDecimal spent, BigDecimal cap, Optional<Instant> resetsAt) {
    super(message);
    this.spent = spent;
    this.cap = cap;
    this.resetsAt = resetsAt;
  }

  public BigDecimal spent() {
    return spent;
  }

  public BigDecimal cap() {
    return cap;
  }

  public Optional<Instant> resetsAt() {
    return resetsAt;
  }
}
