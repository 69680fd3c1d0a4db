package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Quota;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

  @ParameterizedTest
  @CsvSource({
    "4g, 4294967296",
    "4G, 4294967296",
    "1.5g, 1610612736",
    "512m, 536870912",
    "512 MiB, 536870912",
    "65536k, 67108864",
    "67108864, 67108864",
    "67108864b, 67108864"
  })
  void memoryIsReadAsTheEngineDoes(String text, long bytes) {
    assertThat(MemorySize.parse(text).bytes()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "g", "-1g", "4t", "lots", "4 gigs", "0", "1e9"})
  void otherAmountsAreRefused(String text) {
    assertThatThrownBy(() -> MemorySize.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theKeyThatIsWrongIsNamed() {
    assertThatThrownBy(() -> Limits.parse("lots", 2, 512))
        .hasMessageContaining("DESKTOP_MEMORY")
        .hasMessageContaining("lots");
    assertThatThrownBy(() -> Limits.parse("1m", 2, 512)).hasMessageContaining("DESKTOP_MEMORY");
    assertThatThrownBy(() -> Limits.parse("4g", 0, 512)).hasMessageContaining("DESKTOP_CPUS");
    assertThatThrownBy(() -> Limits.parse("4g", Double.NaN, 512))
        .hasMessageContaining("DESKTOP_CPUS");
    assertThatThrownBy(() -> Limits.parse("4g", 2, 1)).hasMessageContaining("DESKTOP_PIDS");
  }

  @Test
  void aDesktopMayAskForOthers() {
    Limits standard = Limits.parse("4g", 2, 512);
    assertThat(standard.adjustedTo(Quota.STANDARD)).isEqualTo(standard);
    assertThat(standard.adjustedTo(new Quota(0.5, 1024, 0, 0)))
        .isEqualTo(Limits.parse("1g", 0.5, 512));
  }

  @Test
  void moreProcessorsThanThereAreAreNotPromised() {
    assertThat(Limits.parse("4g", 2, 512).within(1).nanoCpus()).isEqualTo(1_000_000_000L);
    assertThat(Limits.parse("4g", 1.5, 512).within(8).nanoCpus()).isEqualTo(1_500_000_000L);
  }
}
