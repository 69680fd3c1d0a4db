package dev.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.vision.UnknownPrice;
import dev.atelier.vision.Usage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceListTest {
  private final PriceList shipped = new PriceList(Optional.empty(), Optional.empty());

  /** Computed by hand from the published prices. */
  @ParameterizedTest
  @CsvSource({
    "anthropic, claude-sonnet-5-5, 1000000, 0, 0, 0, 2",
    "anthropic, claude-sonnet-5-5, 0, 1000000, 0, 0, 10",
    "anthropic, claude-sonnet-5-5, 0, 0, 1000000, 0, 0.10",
    "anthropic, claude-sonnet-5-5, 0, 0, 0, 1000000, 2.50",
    "anthropic, claude-sonnet-5-5, 1196, 150, 6000, 1300, 0.007742",
    "anthropic, claude-sonnet-5-5-20260901, 1000000, 0, 0, 0, 2",
    "anthropic, claude-opus-5-5, 1000, 1000, 1000, 1000, 0.0292",
    "anthropic, claude-opus-4-8, 1000, 1000, 1000, 1000, 0.03675",
    "anthropic, claude-haiku-5-5, 100000, 1000, 0, 0, 0.0105",
    "anthropic, claude-haiku-5-5, 100001, 1000, 0, 0, 0.0525005",
    "anthropic, claude-haiku-5-5, 1, 0, 100000, 0, 0.0050005",
    "anthropic, claude-haiku-5-5, 1, 0, 0, 0, 0.00000010",
    "holo3, Hcompany/Holo3-35B-A3B, 1000000, 1000000, 0, 0, 0",
    "uitars, whatever, 1000000, 1000000, 0, 0, 0"
  })
  void aCallCostsWhatTheTableSays(
      String backend, String model, long in, long out, long read, long write, String usd) {
    assertThat(shipped.usd(backend, model, new Usage(in, out, read, write)))
        .isEqualByComparingTo(usd);
  }

  @Test
  void whatIsSmallerThanTheBooksCanHoldIsRoundedUp() {
    PriceList list = new PriceList(Optional.of("x/y=0.001/0"), Optional.empty());
    assertThat(list.usd("x", "y", Usage.of(1, 0))).isEqualByComparingTo("0.00000001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"claude-sonnet-6", "claude-sonnet-5-5-9", "", "none", "gpt-4o"})
  void anUnknownPriceFailsClosed(String model) {
    assertThatThrownBy(() -> shipped.usd("anthropic", model, Usage.of(1, 1)))
        .isInstanceOf(UnknownPrice.class)
        .hasMessageContaining("MODEL_PRICES=anthropic/" + model)
        .hasMessageContaining("PRICE_UNKNOWN_MODEL=allow");
  }

  @Test
  void anUnknownPriceMayBeAllowed() {
    PriceList list = new PriceList(Optional.empty(), Optional.of("allow"));
    assertThat(list.usd("openai", "gpt-9", Usage.of(1, 1))).isZero();
  }

  @Test
  void theOperatorsPricesWinWithAllTheirTiers() {
    PriceList list =
        new PriceList(
            Optional.of("openai/gpt-4o=2.50/10/1.25, anthropic/claude-haiku-5-5=1/1,own/*=0/0/0/0"),
            Optional.empty());
    assertThat(list.usd("openai", "gpt-4o-2026-01-31", new Usage(0, 0, 1_000_000, 1_000_000)))
        .isEqualByComparingTo("3.75");
    assertThat(list.usd("anthropic", "claude-haiku-5-5", Usage.of(1_000_000, 0)))
        .isEqualByComparingTo("1");
    assertThat(list.usd("own", "thing", Usage.of(5, 5))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "a/b", "a/b=", "a/b=1", "a/b=1/x", "a/b=-1/2", "b=1/2"})
  void aPriceThatCannotBeReadStopsTheServer(String line) {
    assertThatThrownBy(() -> new PriceList(Optional.of(line), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("MODEL_PRICES: ");
  }
}
