package dev.atelier.console;

import com.vaadin.flow.component.datepicker.DatePicker;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Asks for a day, in the language and with the weeks of whoever reads. */
final class DayPicker extends DatePicker {
  private static final long serialVersionUID = 1L;

  DayPicker(String label) {
    super(label);
    setClearButtonVisible(true);
    setLocale(getLocale());
    setI18n(words(getLocale()));
  }

  static DatePickerI18n words(Locale locale) {
    DatePickerI18n words = new DatePickerI18n();
    words.setMonthNames(
        Arrays.stream(Month.values())
            .map(month -> month.getDisplayName(TextStyle.FULL_STANDALONE, locale))
            .toList());
    words.setWeekdays(weekdays(TextStyle.FULL_STANDALONE, locale));
    words.setWeekdaysShort(weekdays(TextStyle.SHORT_STANDALONE, locale));
    words.setFirstDayOfWeek(Weeks.firstDay(locale).getValue() % 7);
    words.setToday(Texts.text("day.today", locale));
    words.setCancel(Texts.text("cancel", locale));
    words.setBadInputErrorMessage(Texts.text("day.wrong", locale));
    return words;
  }

  /** From Sunday on, as the picker counts them. */
  private static List<String> weekdays(TextStyle style, Locale locale) {
    return Arrays.stream(DayOfWeek.values())
        .map(day -> day.minus(1).getDisplayName(style, locale))
        .toList();
  }
}
