package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.HandSetClock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskRateLimitTest {
  private final HandSetClock clock = new HandSetClock();

  private TaskRateLimit limit(String text) {
    return new TaskRateLimit(Optional.of(text), Optional.empty(), clock);
  }

  @Test
  void asManyAsTheLimitAtOnceThenOneForEachShareOfTheTime() {
    TaskRateLimit limit = limit("3/min");
    for (int n = 0; n < 3; n++) {
      assertThat(limit.refusal("ada")).isEmpty();
    }
    assertThat(limit.refusal("ada")).contains(Duration.ofSeconds(20));
    assertThat(limit.refusal("bob")).isEmpty();
    clock.pass(Duration.ofSeconds(19));
    assertThat(limit.refusal("ada")).contains(Duration.ofSeconds(1));
    clock.pass(Duration.ofSeconds(1));
    assertThat(limit.refusal("ada")).isEmpty();
    assertThat(limit.refusal("ada")).contains(Duration.ofSeconds(20));
    clock.pass(Duration.ofHours(1));
    for (int n = 0; n < 3; n++) {
      assertThat(limit.refusal("ada")).isEmpty();
    }
    assertThat(limit.refusal("ada")).isPresent();
  }

  @Test
  void theOtherNameCountsWhereTheFirstIsNotSet() {
    TaskRateLimit limit = new TaskRateLimit(Optional.empty(), Optional.of("1/hour"), clock);
    assertThat(limit.refusal("ada")).isEmpty();
    assertThat(limit.refusal("ada")).contains(Duration.ofHours(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lots", "0/min", "-1/sec", "5", "5/day", "5/min/min", "9999999/sec"})
  void aValueThatCannotBeReadFallsBackToTenAMinute(String text) {
    TaskRateLimit limit = limit(text);
    for (int n = 0; n < 10; n++) {
      assertThat(limit.refusal("ada")).isEmpty();
    }
    assertThat(limit.refusal("ada")).contains(Duration.ofSeconds(6));
  }

  @Test
  void callersWithoutEndTakeNoMemoryWithoutEnd() {
    TaskRateLimit limit = limit("1/hour");
    for (int n = 0; n < 20_000; n++) {
      assertThat(limit.refusal("caller " + n)).isEmpty();
    }
    assertThat(limit.refusal("caller 19999")).isPresent();
    assertThat(limit.refusal("caller 0")).isEmpty();
  }
}
