package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a desktop answers is as little to be trusted as the desktop. */
@Timeout(60)
class FocusByScriptTest {
  private static final Point PLACE = new Point(3, 4);

  /** A desktop that answers each question with that line. */
  private static DesktopFocus.Talk answering(String line) {
    return new FocusByScript(
            (id, command) ->
                ProgramStream.begin(
                    new ProcessBuilder(
                        "sh", "-c", "while read -r q; do printf '%s\\n' \"$0\"; done", line)))
        .begin("one");
  }

  @Test
  void aFieldIsToldWithItsPages() {
    try (DesktopFocus.Talk talk =
        answering("dots 86 249 180 25 https://bank.example/a https://around.example/")) {
      assertThat(talk.at(PLACE))
          .contains(
              new FocusedField(
                  List.of("https://bank.example/a", "https://around.example/"),
                  new Region(86, 249, 180, 25),
                  true));
    }
    try (DesktopFocus.Talk talk = answering("text 1 2 3 4 https://bank.example/")) {
      assertThat(talk.at(PLACE).orElseThrow().hides()).isFalse();
    }
  }

  @Test
  void noneAndAFieldWithoutRoomAreNone() {
    try (DesktopFocus.Talk talk = answering("none")) {
      assertThat(talk.at(PLACE)).isEmpty();
      assertThat(talk.at(PLACE)).isEmpty();
    }
    try (DesktopFocus.Talk talk = answering("dots 1 1 0 0 https://bank.example/")) {
      assertThat(talk.at(PLACE)).isEmpty();
    }
  }

  @Test
  void whatIsNotUnderstoodIsAnError() {
    for (String line :
        List.of("", "dots", "dots a b c d e", "dots 1 1 1 1", "else 1 1 1 1 https://x/")) {
      try (DesktopFocus.Talk talk = answering(line)) {
        assertThatThrownBy(() -> talk.at(PLACE)).isInstanceOf(DesktopException.class);
      }
    }
  }

  @Test
  void anImageThatCannotTellIsAnErrorThatSaysSo() {
    DesktopFocus.Talk talk =
        new FocusByScript((id, command) -> ProgramStream.begin(new ProcessBuilder("false")))
            .begin("one");

    assertThatThrownBy(() -> talk.at(PLACE))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("earlier image");
  }

  @Test
  void aDesktopThatIsSilentIsNotWaitedForLong() {
    DesktopFocus.Talk talk =
        new FocusByScript((id, command) -> ProgramStream.begin(new ProcessBuilder("sleep", "50")))
            .begin("one");

    assertThatThrownBy(() -> talk.at(PLACE)).isInstanceOf(DesktopException.class);
  }
}
