package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyChordTest {

  @ParameterizedTest
  @CsvSource({
    "Return, FF0D",
    "enter, FF0D",
    "ENTER, FF0D",
    "esc, FF1B",
    "pageup, FF55",
    "Page_Up, FF55",
    "F1, FFBE",
    "F24, FFD5",
    "space, 20",
    "a, 61",
    "A, 41",
    "é, E9",
    "日, 10065E5",
    "ctrl+l, FFE3 6C",
    "ctrl+L, FFE3 6C",
    "ctrl+shift+t, FFE3 FFE1 54",
    "shift+é, FFE1 C9",
    "shift+7, FFE1 26",
    "shift+Tab, FFE1 FF09",
    "super+Return, FFEB FF0D",
    "ctrl+plus, FFE3 2B",
    "ctrl + c, FFE3 63",
    "+, 2B",
    "alt+KP_5, FFE9 FFB5"
  })
  void readsKeysInTheOrderInWhichTheyArePressed(String text, String keysyms) {
    List<Integer> expected =
        Arrays.stream(keysyms.split(" ")).map(hex -> Integer.parseInt(hex, 16)).toList();

    assertThat(KeyChord.parse(text).keysyms()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ctrl+frobnicate", "Retrun", "ctrl++c", "hyper drive"})
  void namesWhatIsNotAKey(String text) {
    assertThatExceptionOfType(InvalidAction.class)
        .isThrownBy(() -> KeyChord.parse(text))
        .withMessageContaining("is not a key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "ctrl+", "a+b+c+d+e+f+g+h+i"})
  void refusesWhatIsNoChord(String text) {
    assertThatExceptionOfType(InvalidAction.class)
        .isThrownBy(() -> KeyChord.parse(text))
        .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("text"));
  }

  @Test
  void lineFeedsAreReturnAndTabsAreTab() {
    assertThat(Keysyms.of('\n')).isEqualTo(Keysyms.RETURN);
    assertThat(Keysyms.of('\t')).isEqualTo(Keysyms.TAB);
  }

  @Test
  void charactersBeyondLatin1AreTheirCodePointWithTheUnicodeBit() {
    assertThat(Keysyms.of(0x1F642)).isEqualTo(0x0101F642);
    assertThat(Keysyms.of('ÿ')).isEqualTo(0xFF);
    assertThat(Keysyms.of('Ā')).isEqualTo(0x01000100);
  }
}
