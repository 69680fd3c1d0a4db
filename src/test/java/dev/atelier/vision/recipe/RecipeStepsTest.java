package dev.atelier.vision.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Size;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.StepReader.Kind;
import dev.atelier.vision.StepReader.Written;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecipeStepsTest {
  private static List<Written> read(String text) {
    return new RecipeSteps().read(text, new Size(1280, 800));
  }

  private static void is(String text, Kind kind, String... about) {
    assertThat(read(text)).as(text).containsExactly(Written.of(kind, about));
  }

  @Test
  void eachKindOfStepIsTold() {
    is("open Firefox", Kind.OPEN, "Firefox");
    is("go to https://example.org", Kind.GO_TO, "https://example.org");
    is("click \"Sign in\"", Kind.CLICK, "“Sign in”");
    is("double-click \"Notes\"", Kind.DOUBLE_CLICK, "“Notes”");
    is("right-click \"Notes\"", Kind.RIGHT_CLICK, "“Notes”");
    is("type \"hello\"", Kind.TYPE, "“hello”");
    is("type \"hello\" into \"Name\"", Kind.TYPE_INTO, "“hello”", "“Name”");
    is("clear \"Name\"", Kind.CLEAR, "“Name”");
    is("fill in the secret \"bank\" into \"Password\"", Kind.FILL, "“bank”", "“Password”");
    is("press Enter 3 times", Kind.PRESS, "Enter × 3");
    is("hold shift for 2 seconds", Kind.HOLD, "shift", "2");
    is("wait 1.5 seconds", Kind.WAIT, "1.5");
    is("wait for \"Welcome\"", Kind.WAIT_FOR, "“Welcome”");
    is("wait until \"Loading\" disappears", Kind.WAIT_UNTIL_GONE, "“Loading”");
    is("scroll down", Kind.SCROLL, "down");
    is("scroll down to \"Total\"", Kind.SCROLL_TO, "“Total”");
    is("hover over \"Help\"", Kind.MOVE, "“Help”");
    is("drag \"a.txt\" to \"Bin\"", Kind.DRAG, "“a.txt”", "“Bin”");
    is("read the page title", Kind.READ);
    is("check that \"Paid\" is shown", Kind.CHECK, "“Paid”");
    is("take a screenshot", Kind.PICTURE);
    is("ask \"Which invoice?\"", Kind.ASK, "“Which invoice?”");
  }

  @Test
  void aLineMayHoldSeveralStepsAndOneThatIsNoneIsNamed() {
    assertThat(read("open Firefox, go to example.org and press Enter"))
        .extracting(Written::kind)
        .containsExactly(Kind.OPEN, Kind.GO_TO, Kind.PRESS);
    assertThatThrownBy(() -> read("book a flight to Graz"))
        .isInstanceOfSatisfying(
            GoalNotUnderstood.class,
            wrong -> assertThat(wrong.part()).isEqualTo("book a flight to Graz"));
  }
}
