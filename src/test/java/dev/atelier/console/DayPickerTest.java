package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DayPickerTest {
  @Test
  void daysAndMonthsAreCalledAsTheReaderCallsThem() {
    DatePickerI18n german = DayPicker.words(Locale.GERMAN);
    assertThat(german.getMonthNames()).hasSize(12).startsWith("Januar").endsWith("Dezember");
    assertThat(german.getWeekdays()).hasSize(7).startsWith("Sonntag", "Montag");
    assertThat(german.getWeekdaysShort()).startsWith("So", "Mo");
    assertThat(german.getToday()).isEqualTo("Heute");
    assertThat(german.getCancel()).isEqualTo("Abbrechen");
    assertThat(german.getFirstDayOfWeek()).isEqualTo(1);
    assertThat(DayPicker.words(Locale.US).getFirstDayOfWeek()).isZero();
    assertThat(DayPicker.words(Locale.ENGLISH).getMonthNames()).startsWith("January");
  }
}
