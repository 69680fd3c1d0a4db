package dev.atelier.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.HandSetClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckupsTest {
  private final HandSetClock clock = new HandSetClock();
  private final AtomicInteger asked = new AtomicInteger();
  private final Checkups checkups =
      new Checkups(
          () ->
              new Checkup(
                  true,
                  Optional.of(asked.incrementAndGet()),
                  Optional.of(BigDecimal.ZERO),
                  Optional.of(BigDecimal.ONE),
                  List.of(),
                  List.of()),
          clock);

  @Test
  void howeverManyAskWithinASecondTheEngineAndTheDatabaseAreAskedOnce() {
    IntStream.range(0, 1000).parallel().forEach(n -> checkups.latest());
    clock.pass(Duration.ofMillis(999));
    assertThat(checkups.latest().sessions()).contains(1);
    assertThat(asked).hasValue(1);
  }

  @Test
  void afterASecondTheyAreAskedAgain() {
    checkups.latest();
    clock.pass(Duration.ofSeconds(1));
    assertThat(checkups.latest().sessions()).contains(2);
  }

  @Test
  void aClockThatWasSetBackDoesNotKeepAnOldAnswer() {
    checkups.latest();
    clock.pass(Duration.ofHours(-1));
    assertThat(checkups.latest().sessions()).contains(2);
  }
}
