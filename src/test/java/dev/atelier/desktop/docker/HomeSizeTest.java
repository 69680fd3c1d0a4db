package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HomeSizeTest {

  @Test
  void theTotalCountsWhateverCouldNotBeRead() {
    assertThat(
            HomeSize.parse(
                """
                du: cannot read directory '/home/operator/x': Permission denied
                2049\t/home/operator
                """))
        .hasValue(3);
  }

  @Test
  void whatWasCutShortIsNoSize() {
    assertThat(HomeSize.parse("")).isEmpty();
    assertThat(HomeSize.parse("sh: du: not found\n")).isEmpty();
  }
}
