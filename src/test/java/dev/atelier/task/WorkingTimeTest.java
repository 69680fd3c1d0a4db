package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.HandSetClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WorkingTimeTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final HandSetClock clock = new HandSetClock();
  private final WorkingTime time = new WorkingTime(clock);

  @Test
  void timeThatAPersonIsWaitedForDoesNotCount() {
    clock.pass(MINUTE);
    time.stop();
    clock.pass(Duration.ofHours(5));
    assertThat(time.passed()).isEqualTo(MINUTE);
    time.goOn();
    clock.pass(MINUTE);
    assertThat(time.passed()).isEqualTo(MINUTE.multipliedBy(2));
  }

  @Test
  void goingOnWithoutAStopChangesNothing() {
    clock.pass(MINUTE);
    time.goOn();
    assertThat(time.passed()).isEqualTo(MINUTE);
  }
}
