package dev.atelier.console;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

/** How much of what is to come is looked at. */
enum CalendarSpan {
  WEEK("calendar.week"),
  MONTH("calendar.month");

  static final int WEEK_DAYS = 7;

  private final String textKey;

  CalendarSpan(String textKey) {
    this.textKey = textKey;
  }

  String textKey() {
    return textKey;
  }

  /** The day with which the one that holds {@code day} begins. */
  LocalDate first(LocalDate day, Locale locale) {
    return this == WEEK ? week(day, locale) : day.withDayOfMonth(1);
  }

  /** A day in the one that comes so many later, or earlier. */
  LocalDate plus(LocalDate day, int count) {
    return this == WEEK ? day.plusWeeks(count) : day.withDayOfMonth(1).plusMonths(count);
  }

  /** The days that are shown, in whole weeks. */
  List<LocalDate> days(LocalDate day, Locale locale) {
    LocalDate first = first(day, locale);
    LocalDate last = this == WEEK ? day : first.with(TemporalAdjusters.lastDayOfMonth());
    LocalDate end = week(last, locale).plusDays(WEEK_DAYS);
    return week(first, locale).datesUntil(end).toList();
  }

  private static LocalDate week(LocalDate day, Locale locale) {
    return day.with(TemporalAdjusters.previousOrSame(Weeks.firstDay(locale)));
  }
}
