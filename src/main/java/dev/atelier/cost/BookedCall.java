package dev.atelier.cost;

import dev.atelier.vision.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * A model call in the books.
 *
 * @param day the day of the cap it counts against
 * @param usd what is set aside while it is open, what it cost afterwards
 */
public record BookedCall(
    String id,
    Instant at,
    LocalDate day,
    String sessionId,
    String taskId,
    int step,
    String backend,
    String model,
    Usage usage,
    BigDecimal usd,
    State state) {

  /** Where a call is. */
  public enum State {
    /** Money is set aside, and the answer awaited. */
    OPEN,
    /** The model said what it took. */
    SETTLED,
    /** Nothing is owed. */
    RELEASED,
    /** Its answer got lost, or the server was killed meanwhile: booked as it was set aside. */
    CHARGED_IN_FULL;

    /** As it is written down. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
