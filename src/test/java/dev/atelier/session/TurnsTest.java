package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.DesktopException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnsTest {
  private final Turns turns = new Turns(Duration.ofMillis(50));
  private final ExecutorService others = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    others.shutdownNow();
  }

  @Test
  void whileOneHasTheTurnAnotherWaitsOnlySoLong() throws Exception {
    turns.run(
        "sess_a",
        () ->
            assertThatThrownBy(() -> inOtherThread("sess_a").get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(DesktopException.class)
                .hasMessageContaining("try again"));
    assertThat(inOtherThread("sess_a").get(10, TimeUnit.SECONDS)).isEqualTo("done");
  }

  @Test
  void differentDesktopsDoNotWaitForEachOther() throws Exception {
    Future<String> other = turns.in("sess_a", () -> inOtherThread("sess_b"));
    assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("done");
  }

  @Test
  void withinATurnItMayBeTakenAgain() {
    assertThat(turns.<String>in("sess_a", () -> turns.in("sess_a", () -> "done")))
        .isEqualTo("done");
  }

  @Test
  void workThatFailsGivesTheTurnBack() throws Exception {
    assertThatThrownBy(
            () ->
                turns.run(
                    "sess_a",
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(inOtherThread("sess_a").get(10, TimeUnit.SECONDS)).isEqualTo("done");
  }

  private Future<String> inOtherThread(String id) {
    return others.submit(() -> turns.in(id, () -> "done"));
  }
}
