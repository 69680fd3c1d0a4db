package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HomeNamesTest {
  private final HomeNames names = new HomeNames("this home cannot be saved", 2);

  @Test
  void noMoreIsRememberedThanThereIsRoomFor() {
    names.isLink("one");
    names.isLeftOut("two");
    assertThat(names.wasLeftOut("two")).isTrue();
    assertThatThrownBy(() -> names.isLink("three"))
        .isInstanceOf(DesktopException.class)
        .hasMessage("this home cannot be saved: it holds more than 2 links; remove some");
  }

  @Test
  void aRefusalShowsNamesAsPeopleReadThem() {
    assertThat(HomeNames.shown("gr\u00c3\u00bcn")).isEqualTo("gr\u00fcn");
    assertThat(HomeNames.shown("caf\u00e9")).isEqualTo("caf\ufffd");
  }
}
