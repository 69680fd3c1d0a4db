package dev.atelier.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.task.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentencesTest {
  private static final Map<String, Object> PLACE =
      Map.of("coordinate", List.of(new BigDecimal(12), 34));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "left_click   | click “Submit”                                | Clicked at “Submit”",
        "double_click | Double-click on the icon “Report.pdf”.        | Double-clicked at “Report.pdf”",
        "left_click   | the page says “Error”, so I click on Retry    | Clicked at 12, 34",
        "left_click   | click “Retry” because it says “Error”         | Clicked at 12, 34",
        "right_click  | ''                                            | Clicked with the right button at 12, 34",
        "mouse_move   | ''                                            | Moved the pointer to 12, 34",
        "screenshot   | ''                                            | Looked at the screen",
        "make_coffee  | ''                                            | Make coffee",
      })
  void aDeedIsSaidInPlainWords(String verb, String reason, String sentence) {
    assertThat(Sentences.of(step(verb, PLACE, reason))).isEqualTo(sentence);
  }

  @Test
  void whatWasTypedIsQuotedOnOneLineAndNotEndlessly() {
    assertThat(Sentences.of(step("type", Map.of("text", "two\n  lines"), "")))
        .isEqualTo("Typed “two lines”");
    assertThat(Sentences.of(step("type", Map.of("text", "🦊".repeat(500)), "")))
        .isEqualTo("Typed “" + "🦊".repeat(200) + "…”");
    assertThat(Sentences.of(step("key", Map.of("text", "ctrl+l"), ""))).isEqualTo("Pressed ctrl+l");
  }

  @Test
  void aClickWithoutAPlaceHasNone() {
    assertThat(Sentences.of(step("left_click", Map.of(), ""))).isEqualTo("Clicked");
  }

  @ParameterizedTest
  @CsvSource({"0,1 s", "40,40 s", "60,1 min", "119,2 min", "3540,59 min", "3900,1 h 5 min"})
  void timesAreSaidAsPeopleDo(long seconds, String words) {
    assertThat(Sentences.span(Duration.ofSeconds(seconds))).isEqualTo(words);
  }

  @Test
  void placesOfAllKindsAreMarked() {
    assertThat(Mark.of(PLACE).at()).containsExactly(12, 34);
    assertThat(Mark.of(Map.of("start_coordinate", List.of(1, 2), "coordinate", List.of(3, 4))))
        .isEqualTo(new Mark("drag", List.of(3, 4), List.of(1, 2), null));
    assertThat(Mark.of(Map.of("region", List.of(1, 2, 3, 4))))
        .isEqualTo(new Mark("region", null, null, List.of(1, 2, 3, 4)));
    assertThat(Mark.of(Map.of("coordinate", List.of("<b>", 4)))).isEqualTo(Mark.NONE);
    assertThat(Mark.of(Map.of("coordinate", List.of(1)))).isEqualTo(Mark.NONE);
    assertThat(Mark.of(Map.of("text", "x"))).isEqualTo(Mark.NONE);
  }

  private static Step step(String verb, Map<String, Object> parameters, String reason) {
    return new Step(
        "task_a",
        1,
        Optional.of(verb),
        parameters,
        "done",
        reason,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        Instant.EPOCH,
        Duration.ZERO,
        Optional.empty(),
        Optional.empty());
  }
}
