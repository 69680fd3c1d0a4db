package dev.atelier.cost;

import dev.atelier.json.InvalidField;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;

/**
 * Some days, the first and the last included: in order, and at most {@link #MOST_DAYS}. Anything
 * else is an {@link InvalidField}.
 */
public record Period(LocalDate from, LocalDate until) {
  /** How many days may be looked at together. */
  public static final int MOST_DAYS = 366;

  private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 1, 1);

  public Period {
    if (from.isBefore(FIRST) || from.isAfter(LAST)) {
      throw new InvalidField("from", "must be a day between 2000 and 9999");
    }
    if (until.isBefore(from)) {
      throw new InvalidField("until", "must not be before from");
    }
    if (ChronoUnit.DAYS.between(from, until) >= MOST_DAYS) {
      throw new InvalidField("until", "must be at most " + MOST_DAYS + " days from from");
    }
  }

  public static Period day(LocalDate day) {
    return new Period(day, day);
  }

  /** From the first of its month to that day. */
  public static Period monthTo(LocalDate day) {
    return new Period(day.withDayOfMonth(1), day);
  }

  /** So many days, that one as the last. */
  public static Period lastDays(int days, LocalDate last) {
    return new Period(last.minusDays(days - 1L), last);
  }

  /**
   * As an address names it.
   *
   * @param from null for the first of the month of its end
   * @param until null for today
   */
  static Period read(String from, String until, LocalDate today) {
    LocalDate end = until == null ? today : day("until", until);
    return from == null ? monthTo(end) : new Period(day("from", from), end);
  }

  private static LocalDate day(String field, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new InvalidField(field, "must be a day such as 2026-11-21");
    }
  }

  public Stream<LocalDate> days() {
    return from.datesUntil(until.plusDays(1));
  }
}
