package dev.atelier.console;

import java.time.DayOfWeek;
import java.time.temporal.WeekFields;
import java.util.Locale;

/** Weeks as a reader counts them. */
final class Weeks {
  private Weeks() {}

  /** Of a language without a country, Java knows only how Americans count. */
  static DayOfWeek firstDay(Locale locale) {
    boolean isKnown = !locale.getCountry().isEmpty();
    boolean isEnglish = locale.getLanguage().equals(Locale.ENGLISH.getLanguage());
    return isKnown || isEnglish ? WeekFields.of(locale).getFirstDayOfWeek() : DayOfWeek.MONDAY;
  }
}
