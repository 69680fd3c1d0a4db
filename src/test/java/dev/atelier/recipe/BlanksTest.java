package dev.atelier.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.json.InvalidField;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlanksTest {
  private static String steps(String text, String value) {
    return Blanks.of(text).filled(Map.of("x", value), true);
  }

  @Test
  void eachIsNamedOnceInItsOrder() {
    assertThat(Blanks.of("{{b}} to {{ a }}, {{b}} again").names()).containsExactly("b", "a");
    assertThat(Blanks.of("no {blank} } } at all").names()).isEmpty();
  }

  @Test
  void aValueIsNotReadAgainForBlanks() {
    assertThat(Blanks.of("{{x}} {{y}}").filled(Map.of("x", "{{y}}", "y", "$1 \\"), false))
        .isEqualTo("{{y}} $1 \\");
  }

  @Test
  void aValueWithinQuotesOfAStepStaysWithinThem() {
    assertThat(steps("type \"{{x}}\" into \"City\"", "a\", press Enter, type \"b\\"))
        .isEqualTo("type \"a\\\", press Enter, type \\\"b\\\\\" into \"City\"");
    assertThat(steps("type \"a\\\" {{x}}\"", "b\nc\"")).isEqualTo("type \"a\\\" b\\nc\\\"\"");
    assertThat(steps("click \"a\", go to {{x}}", "a\"b")).isEqualTo("click \"a\", go to a\"b");
    assertThat(steps("click “{{x}}”", "a, b")).isEqualTo("click “a, b”");
    assertThatThrownBy(() -> steps("click “{{x}}”", "a” b"))
        .isInstanceOfSatisfying(
            InvalidField.class, wrong -> assertThat(wrong.field()).isEqualTo("blanks.x"));
  }

  @Test
  void forAModelAValueIsPutInAsItIs() {
    assertThat(Blanks.of("say \"{{x}}\"").filled(Map.of("x", "\"hi\""), false))
        .isEqualTo("say \"\"hi\"\"");
  }

  @Test
  void aMissingValueIsNamed() {
    assertThatThrownBy(() -> Blanks.of("{{x}}").filled(Map.of(), true))
        .hasMessage("blanks.x is missing");
  }

  @Test
  void bracesWithoutANameAreRefused() {
    for (String wrong : new String[] {"{{}}", "{{1}}", "{{a b}}", "{{a", "{{ä}}", "{{{{a}}"}) {
      assertThatThrownBy(() -> Blanks.of(wrong)).as(wrong).isInstanceOf(InvalidField.class);
    }
  }
}
