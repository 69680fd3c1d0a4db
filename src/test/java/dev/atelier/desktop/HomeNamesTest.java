package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
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
  void theLinksOfManyLargeProjectsAreRememberedAndNoEndlessOnes() {
    HomeNames usual = new HomeNames("this home cannot be saved");
    String directory = "x".repeat(90) + "/";
    IntStream.range(0, 100_000).forEach(n -> usual.isLink(directory + n));
    assertThatThrownBy(
            () -> IntStream.range(100_000, 199_000).forEach(n -> usual.isLink(directory + n)))
        .isInstanceOf(DesktopException.class)
        .hasMessage(
            "this home cannot be saved: the names of its links have more than 16777216 letters;"
                + " remove some");
  }

  @Test
  void whatIsTheSameAsALinkIsOneAndWhatIsTheSameAsAFileIsNotRemembered() {
    names.isLink("link");
    names.isSame("same", "link");
    assertThatThrownBy(() -> names.inside("same/file")).hasMessageContaining("behind a link");
    names.isSame("one", "file");
    names.isSame("two", "file");
    assertThat(names.inside("one/file")).isEqualTo("one/file");
  }

  @Test
  void aRefusalShowsNamesAsPeopleReadThem() {
    assertThat(HomeNames.shown("gr\u00c3\u00bcn")).isEqualTo("gr\u00fcn");
    assertThat(HomeNames.shown("caf\u00e9")).isEqualTo("caf\ufffd");
  }
}
