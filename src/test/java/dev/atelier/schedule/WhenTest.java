package dev.atelier.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.json.InvalidField;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhenTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every weekday at 07:00 | 0 7 * * 1-5",
        "Every day at 18:05 | 5 18 * * *",
        "every Monday at 9:30 | 30 9 * * 1",
        "every Monday, Thursday and Sunday at 09:00 | 0 9 * * 0,1,4",
        "every  hour | 0 * * * *",
        "every 15 minutes | */15 * * * *",
        "on the 1st of each month at 08:00 | 0 8 1 * *",
        "on the 22nd of every month at 08:00 | 0 8 22 * *",
        "0  7 * *   1-5 | 0 7 * * 1-5",
        "15 6 1,15 * * | 15 6 1,15 * *",
      })
  void plainWordsAndExpressionsAreRead(String said, String cron) {
    assertThat(When.read(said).cron()).isEqualTo(cron);
  }

  @Test
  void whatIsNoTimeIsRefusedWithTheWaysToSayIt() {
    for (String wrong :
        List.of(
            "",
            "soon",
            "every weekday",
            "0 7 * *",
            "61 7 * * *",
            "0 25 * * *",
            "* * * * * *",
            "@daily",
            "0 7 * * 9",
            "x".repeat(101))) {
      assertThatThrownBy(() -> When.read(wrong))
          .as(wrong)
          .isInstanceOfSatisfying(
              InvalidField.class, refused -> assertThat(refused.field()).isEqualTo("when"));
    }
    assertThatThrownBy(() -> When.read("every day at 24:00"))
        .hasMessageContaining("no clock shows");
    assertThatThrownBy(() -> When.read("on the 31st of each month at 08:00"))
        .hasMessageContaining("28th");
  }

  @Test
  void itIsToldInWords() {
    assertThat(When.read("every weekday at 07:00").inWords()).isEqualTo("every weekday at 07:00");
    assertThat(When.read("0 7 * * 1-5").inWords())
        .isEqualTo("at 07:00 every day between Monday and Friday");
  }
}
