package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallerFilterTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sessions/sess_a",
        "/sessions/sess_a/",
        "//sessions//sess_a/task",
        "/sessions/sess_a/files/two\nlines",
        "/sessions/sess_a/files/two\r\nlines\u2028more"
      })
  void whicheverPathIsAboutADesktopNamesIt(String path) {
    assertThat(CallerFilter.desktopIn(path)).contains("sess_a");
  }

  @Test
  void othersNameNone() {
    assertThat(CallerFilter.desktopIn("/sessions")).isEmpty();
    assertThat(CallerFilter.desktopIn("/recipes/sess_a")).isEmpty();
  }
}
