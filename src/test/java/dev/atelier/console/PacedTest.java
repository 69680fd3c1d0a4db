package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class PacedTest {
  private final Deque<Runnable> later = new ArrayDeque<>();
  private int done;
  private final Paced work =
      new Paced(Duration.ofSeconds(2), (pace, rested) -> later.add(rested), () -> done++);

  @Test
  void howeverOftenItIsAskedForItIsDoneOnceAtOnceAndOnceAfterItsPace() {
    for (int asked = 0; asked < 50; asked++) {
      work.ask();
    }
    assertThat(done).isEqualTo(1);
    assertThat(later).hasSize(1);
    later.remove().run();
    assertThat(done).isEqualTo(2);
    later.remove().run();
    assertThat(done).isEqualTo(2);
    assertThat(later).isEmpty();
  }

  @Test
  void afterARestItIsDoneAtOnceAgain() {
    work.ask();
    later.remove().run();
    work.ask();
    assertThat(done).isEqualTo(2);
  }
}
