package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class OneAtATimeTest {
  private final OneAtATime oneAtATime = new OneAtATime();

  @Test
  void workForTheSameDesktopDoesNotOverlap() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Thread[] threads = new Thread[8];
    for (int n = 0; n < threads.length; n++) {
      threads[n] =
          new Thread(
              () -> {
                for (int round = 0; round < 500; round++) {
                  oneAtATime.run(
                      "one",
                      () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        inside.decrementAndGet();
                      });
                }
              });
      threads[n].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void workForDifferentDesktopsGoesOnSideBySide() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    Thread other = new Thread(() -> oneAtATime.run("other", () -> meet(both)));
    other.start();
    oneAtATime.run("one", () -> meet(both));
    other.join();
    assertThat(both.getCount()).isZero();
  }

  @Test
  void workThatFailsMakesRoomForTheNext() {
    assertThatThrownBy(
            () ->
                oneAtATime.run(
                    "one",
                    () -> {
                      throw new IllegalStateException("no");
                    }))
        .isInstanceOf(IllegalStateException.class);
    AtomicInteger done = new AtomicInteger();
    oneAtATime.run("one", done::incrementAndGet);
    assertThat(done).hasValue(1);
  }

  @Test
  void nobodyWaitsForEver() throws InterruptedException {
    OneAtATime impatient = new OneAtATime(Duration.ofMillis(100));
    CountDownLatch in = new CountDownLatch(1);
    CountDownLatch over = new CountDownLatch(1);
    Thread other = new Thread(() -> impatient.run("one", () -> hold(in, over)));
    other.start();
    in.await();
    assertThatThrownBy(() -> impatient.run("one", () -> {}))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("others are at this desktop for too long");
    assertThat(impatient.<String>within(Duration.ZERO, "one", () -> "in", () -> "out"))
        .isEqualTo("out");
    over.countDown();
    other.join();
    assertThat(impatient.<String>within(Duration.ZERO, "one", () -> "in", () -> "out"))
        .isEqualTo("in");
  }

  private static void hold(CountDownLatch in, CountDownLatch over) {
    in.countDown();
    try {
      over.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void meet(CountDownLatch both) {
    both.countDown();
    try {
      assertThat(both.await(5, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
