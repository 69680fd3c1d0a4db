package dev.atelier.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class OcrAccuracyTest {
  private static final PpOcrEngine ENGINE = new PpOcrEngine();

  @AfterAll
  static void unload() {
    ENGINE.unload();
  }

  @Test
  void atLeast95OfAHundredWordsOfOurScreensAreReadRightAndInTheirPlace() {
    PpOcrEngine fresh = new PpOcrEngine();
    int all = 0;
    List<String> missed = new ArrayList<>();
    for (String name : SampleScreen.NAMES) {
      SampleScreen screen = SampleScreen.named(name);
      all += screen.words().size();
      screen
          .missedIn(fresh.read(screen.picture()))
          .forEach(word -> missed.add(name + ": " + word.text()));
    }
    fresh.unload();
    assertThat(all).isGreaterThan(800);
    assertThat(1 - missed.size() / (double) all)
        .as("missed %s", missed)
        .isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void whatChangedIsReadAgainAndTheRestKept() {
    SampleScreen form = SampleScreen.named("form");
    ENGINE.read(form.picture());
    Screenshot changed = withPartOf(form.picture(), SampleScreen.named("dark").picture());

    List<Word> words = ENGINE.read(changed);

    assertThat(words).extracting(Word::text).contains("Telephone", "Postal", "Machines", "Alerts");
    assertThat(words).extracting(Word::text).doesNotContain("Country", "Marguerite");
    assertThat(form.missedIn(ENGINE.read(form.picture()))).hasSizeLessThan(3);
  }

  @Test
  void anUnchangedScreenIsNotReadAgain() {
    SampleScreen form = SampleScreen.named("form");
    List<Word> first = ENGINE.read(form.picture());

    Screenshot again =
        form.picture().crop(new Region(0, 0, form.picture().width(), form.picture().height()));

    assertThat(ENGINE.read(again)).isSameAs(first);
  }

  @Test
  void linesAreNumberedFromTheTopAndTheirWordsGoFromLeftToRight() {
    List<Word> words = ENGINE.read(SampleScreen.named("article").picture());

    for (int n = 1; n < words.size(); n++) {
      Word before = words.get(n - 1);
      Word word = words.get(n);
      assertThat(word.line()).isBetween(before.line(), before.line() + 1);
      if (word.line() == before.line()) {
        assertThat(word.place().centre().x()).isGreaterThan(before.place().centre().x());
      }
    }
  }

  @Test
  void anEmptyAndATinyPictureHaveNoWords() {
    assertThat(ENGINE.read(new Screenshot(640, 480, new int[640 * 480]))).isEmpty();
    assertThat(ENGINE.read(new Screenshot(3, 2, new int[6]))).isEmpty();
  }

  /** The left part of another picture, below the browser's toolbar. */
  private static Screenshot withPartOf(Screenshot picture, Screenshot other) {
    int[] pixels = new int[picture.width() * picture.height()];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        boolean inPart = x < 400 && y >= 130 && y < 660;
        pixels[y * picture.width() + x] = (inPart ? other : picture).rgb(x, y);
      }
    }
    return new Screenshot(picture.width(), picture.height(), pixels);
  }
}
