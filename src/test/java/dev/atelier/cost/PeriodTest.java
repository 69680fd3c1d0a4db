package dev.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.json.InvalidField;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");

  @Test
  void whatIsNotSaidIsTheMonthSoFar() {
    assertThat(Period.read(null, null, TODAY)).isEqualTo(Period.monthTo(TODAY));
    assertThat(Period.monthTo(TODAY).days()).hasSize(21);
    assertThat(Period.read("2026-11-20", null, TODAY).days()).hasSize(2);
    assertThat(Period.read(null, "2026-02-28", TODAY).from()).isEqualTo("2026-02-01");
  }

  @Test
  void aYearIsLookedAtAtMost() {
    assertThat(Period.lastDays(Period.MOST_DAYS, TODAY).days()).hasSize(366);
    assertThatThrownBy(() -> Period.lastDays(Period.MOST_DAYS + 1, TODAY))
        .isInstanceOf(InvalidField.class);
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday, 2026-11-21, from must be a day such as 2026-11-21",
    "2026-11-31, 2026-12-01, from must be a day such as 2026-11-21",
    "2026-11-20, 21.11.2026, until must be a day such as 2026-11-21",
    "2026-11-21, 2026-11-20, until must not be before from",
    "1999-12-31, 2000-01-01, from must be a day between 2000 and 9999",
    "+999999999-12-31, +999999999-12-31, from must be a day between 2000 and 9999"
  })
  void whatIsWrongIsNamed(String from, String until, String words) {
    assertThatThrownBy(() -> Period.read(from, until, TODAY)).hasMessage(words);
  }
}
