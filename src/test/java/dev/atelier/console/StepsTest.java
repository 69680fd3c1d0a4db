package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.task.Step;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepsTest {

  @Test
  void theReasonIsTheSentenceWhereThereIsOne() {
    assertThat(sentence(step("left_click", Map.of(), "clicked", "open the invoice")))
        .isEqualTo("Open the invoice");
  }

  @Test
  void withoutAReasonTheDeedIsTold() {
    assertThat(sentence(step("type", Map.of("text", "Grüße"), "typed", "")))
        .isEqualTo("Typed “Grüße”");
    assertThat(sentence(step("scroll", Map.of("scroll_direction", "down"), "", "")))
        .isEqualTo("Scrolled down");
    assertThat(sentence(step("wait", Map.of("duration", 1.5), "", "")))
        .isEqualTo("Waited 1.5 seconds");
  }

  @Test
  void longTextIsCutBetweenCharacters() {
    assertThat(sentence(step("type", Map.of("text", "😀".repeat(90)), "", "")))
        .isEqualTo("Typed “" + "😀".repeat(60) + "…”");
  }

  @Test
  void aFailureIsToldWithoutTheMarkForMachines() {
    Step failed = step("left_click", Map.of(), "desktop error: “Send” is not there", "");
    assertThat(Steps.failed(failed)).isTrue();
    assertThat(Steps.problem(failed)).isEqualTo("“Send” is not there");
  }

  @Test
  void textWithBracesIsNoPattern() {
    assertThat(sentence(step("type", Map.of("text", "{0} it's"), "", "")))
        .isEqualTo("Typed “{0} it's”");
  }

  private static String sentence(Step step) {
    return Steps.sentence(step, Locale.ENGLISH);
  }

  private static Step step(
      String verb, Map<String, Object> parameters, String result, String text) {
    return new Step(
        "task_x",
        1,
        Optional.of(verb),
        parameters,
        result,
        text,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        Instant.EPOCH,
        Duration.ZERO,
        Optional.empty(),
        Optional.empty());
  }
}
