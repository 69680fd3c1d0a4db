package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class CalendarSpanTest {
  private static final LocalDate WEDNESDAY = LocalDate.parse("2026-07-15");

  @Test
  void aMonthIsShownInWholeWeeksAsTheReaderCountsThem() {
    List<LocalDate> german = CalendarSpan.MONTH.days(WEDNESDAY, Locale.GERMAN);
    assertThat(german).hasSize(35).startsWith(LocalDate.parse("2026-06-29"));
    assertThat(german).endsWith(LocalDate.parse("2026-08-02"));
    List<LocalDate> american = CalendarSpan.MONTH.days(WEDNESDAY, Locale.US);
    assertThat(american).hasSize(35).startsWith(LocalDate.parse("2026-06-28"));
    assertThat(american).endsWith(LocalDate.parse("2026-08-01"));
    assertThat(CalendarSpan.MONTH.days(LocalDate.parse("2026-08-31"), Locale.GERMANY)).hasSize(42);
  }

  @Test
  void aWeekHasSevenDaysAndTheNextOneFollows() {
    assertThat(CalendarSpan.WEEK.days(WEDNESDAY, Locale.GERMAN))
        .hasSize(7)
        .startsWith(LocalDate.parse("2026-07-13"));
    assertThat(CalendarSpan.WEEK.plus(WEDNESDAY, 1)).isEqualTo("2026-07-22");
    assertThat(CalendarSpan.MONTH.plus(LocalDate.parse("2026-01-31"), 1)).isEqualTo("2026-02-01");
  }
}
