package dev.atelier.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Secret;
import dev.atelier.desktop.Region;
import dev.atelier.ocr.Word;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesTest {
  private static final Traces HORSE = new Traces(Secret.exactly("Correct-Horse-Battery-1l0O"));

  /** Words of one line, each 50 pixels from the next. */
  private static List<Word> line(String text) {
    List<Word> words = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      words.add(new Word(word, new Region(50 * words.size(), 0, 40, 12), 0, 1));
    }
    return words;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Correct-Horse-Battery-1l0O",
        "correct-horse-battery-1l0o",
        "Correct-Horse-Battery-I1OO",
        "Correct Horse Battery 1l0O",
        "Correct-Horse-Bat",
        "rse-Battery",
        "your password is Correct-Horse-Battery-1l0O, keep it",
        "password=Correct-Horse",
        "Corr ect-Ho"
      })
  void theSecretIsFoundAsItIsReadOrMisreadInWholeOrInPart(String read) {
    assertThat(HORSE.in(line(read))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sign in to the bank", "Corner shop", "battle", "••••••••••", "1 2 3 4"})
  void otherWordsAreLeftAlone(String read) {
    assertThat(HORSE.in(line(read))).isEmpty();
  }

  @Test
  void onlyTheWordsThatHoldItAreTold() {
    assertThat(HORSE.in(line("so Correct Horse is it")))
        .containsExactlyInAnyOrder(new Region(50, 0, 40, 12), new Region(100, 0, 40, 12));
  }

  @Test
  void aShortOneIsFoundWhole() {
    Traces pin = new Traces(Secret.exactly("4711"));

    assertThat(pin.in(line("PIN 4711"))).hasSize(1);
    assertThat(pin.in(line("471 11"))).hasSize(2);
    assertThat(pin.in(line("471"))).isEmpty();
  }

  @Test
  void oneOfSignsAloneIsFoundAsItIs() {
    Traces signs = new Traces(Secret.exactly("%&/(?=)%&"));

    assertThat(signs.in(line("it is %&/(?=)%& now"))).hasSize(1);
    assertThat(signs.in(line("it is not"))).isEmpty();
  }
}
