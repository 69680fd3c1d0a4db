package dev.atelier.vision.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Screenshot;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WordFinderTest {

  @Test
  void theBestLikenessWinsAndThenReadingOrder() {
    List<Match> found = finder("sign in", "Sign in", "Sign in.", "Sign in").find("Sign in");

    assertThat(found).hasSize(2);
    assertThat(found).extracting(match -> match.place().y()).isSorted();
    assertThat(found).allMatch(match -> match.likeness() == Match.Likeness.EXACT);
  }

  @Test
  void caseSignsAndSpacesAreForgivenInThatOrder() {
    assertThat(likeness("SIGN IN", "Sign in")).isEqualTo(Match.Likeness.EXCEPT_CASE);
    assertThat(likeness("“Sign in”…", "Sign in")).isEqualTo(Match.Likeness.EXCEPT_SIGNS);
    assertThat(likeness("Signin", "Sign in")).isEqualTo(Match.Likeness.EXCEPT_SPACES);
    assertThat(likeness("Cafe Lumiere", "Café Lumière")).isEqualTo(Match.Likeness.EXCEPT_SIGNS);
  }

  @Test
  void whatOcrConfusesIsForgiven() {
    assertThat(likeness("B0OK NOW", "Book now")).isEqualTo(Match.Likeness.EXCEPT_SIGNS);
    assertThat(likeness("BilIing", "Billing")).isEqualTo(Match.Likeness.EXCEPT_SIGNS);
    assertThat(likeness("cnime", "Chime")).isEqualTo(Match.Likeness.NEARLY);
    assertThat(likeness("seting", "setting")).isEqualTo(Match.Likeness.NEARLY);
  }

  @Test
  void otherWordsAndOtherFiguresAreNot() {
    assertThat(finder("Log in").find("Sign in")).isEmpty();
    assertThat(finder("Order 12348").find("Order 12349")).isEmpty();
    assertThat(finder("Yes").find("No")).isEmpty();
    assertThat(finder("Sign", "in").find("Sign in")).isEmpty();
  }

  @Test
  void aPartOfAWordIsTheLastResort() {
    List<Match> found = finder("INV-2041/Edit").find("Edit");

    assertThat(found)
        .singleElement()
        .satisfies(
            match -> {
              assertThat(match.likeness()).isEqualTo(Match.Likeness.PART_OF_A_WORD);
              assertThat(match.place().x()).isEqualTo(50 + 9 * 8);
            });
  }

  @Test
  void namesWhatLooksMostAlikeFirst() {
    assertThat(finder("Register", "Forgot password", "Log in").nearest("Sign in"))
        .startsWith("Log in")
        .contains("Register");
  }

  private static Match.Likeness likeness(String read, String phrase) {
    return finder(read).find(phrase).get(0).likeness();
  }

  private static WordFinder finder(String... lines) {
    PaintedScreen screen = PaintedScreen.blank();
    for (int n = 0; n < lines.length; n++) {
      screen.text(50, 50 + 30 * n, lines[n]);
    }
    Screenshot picture = screen.taken();
    return new WordFinder(PaintedScreen.OCR.read(picture));
  }
}
