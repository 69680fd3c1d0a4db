package dev.atelier.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Size;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.StepReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipeLinesTest {
  private final List<String> asked = new ArrayList<>();
  private final RecipeLines lines = new RecipeLines(new PickyReader());

  /** Understands everything but flying, and quotes that are not closed. */
  private final class PickyReader implements StepReader {
    @Override
    public List<Written> read(String text, Size screen) {
      asked.add(text);
      boolean isOpen = text.replaceAll("[^\"“”]", "").length() % 2 == 1;
      if (text.startsWith("fly") || isOpen) {
        throw new GoalNotUnderstood(text, "I cannot " + text);
      }
      return List.of(Written.of(Kind.TYPE, text));
    }
  }

  private List<RecipeLine> read(String goal, Map<String, String> values) {
    Optional<String> backend = Optional.of("recipe");
    return lines.read(new RecipeDraft("A", "", goal, backend, Map.of(), false), values);
  }

  @Test
  void eachLineIsReadWithItsValuesAndWhatIsNoStepIsToldWithItsNumber() {
    List<RecipeLine> read = read("say {{words}}\n\nfly to {{city}}", Map.of("city", "Graz"));
    assertThat(asked).contains("say words", "fly to Graz").doesNotContain("");
    assertThat(read.get(0).empty()).containsExactly("words");
    assertThat(read.get(0).steps()).hasSize(1);
    assertThat(read.get(1).number()).isEqualTo(3);
    assertThat(read.get(1).misunderstood()).contains("fly to Graz");
    assertThat(read.get(1).empty()).isEmpty();
  }

  @Test
  void whatStandsInQuotesOverSeveralLinesIsOne() {
    assertThat(read("type \"one\ntwo\"\ntype “three\nfour”\nrest", Map.of()))
        .extracting(RecipeLine::number)
        .containsExactly(1, 3, 5);
    assertThat(read("type \"one\nnever closed\nfly", Map.of()))
        .extracting(line -> line.misunderstood().isPresent())
        .containsExactly(true, false, true);
  }

  @Test
  void aValueThatItsQuotesCannotHoldIsToldAndTheOthersAreRead() {
    List<RecipeLine> read = read("type “{{a}}”\nrest", Map.of("a", "x” y"));
    assertThat(read.get(0).misunderstood()).isPresent();
    assertThat(read.get(1).misunderstood()).isEmpty();
  }
}
