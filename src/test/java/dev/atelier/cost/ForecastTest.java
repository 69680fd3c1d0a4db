package dev.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {
  private static final Instant NOW = Instant.parse("2026-11-21T14:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");

  private static Optional<Instant> reached(String left, String lately) {
    return Forecast.capReachedAt(new BigDecimal(left), new BigDecimal(lately), NOW, MIDNIGHT);
  }

  @ParameterizedTest
  @CsvSource({
    "0.50, 0.30, 15:40:00",
    "1, 1, 15:00:00",
    "9.999, 1, 23:59:57",
    "0.000001, 7, 14:00:01"
  })
  void itIsReachedWhenTheLastHourGoesOn(String left, String lately, String at) {
    assertThat(reached(left, lately)).contains(Instant.parse("2026-11-21T" + at + "Z"));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "0, 1", "-0.5, 1", "10, 1", "100000, 0.00000001"})
  void nothingIsSaidWhereItIsNotReachedTodayOrIsAlready(String left, String lately) {
    assertThat(reached(left, lately)).isEmpty();
  }

  @Test
  void atTheVeryEndOfTheDayNothingIsSaid() {
    assertThat(
            Forecast.capReachedAt(
                BigDecimal.ONE, BigDecimal.ONE, MIDNIGHT.minus(Duration.ofMinutes(1)), MIDNIGHT))
        .isEmpty();
  }
}
