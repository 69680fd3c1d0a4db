package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchersTest {
  private static final int WATCHERS = 8;
  private static final int ROUNDS = 20_000;

  private final Watchers<Object> watchers = new Watchers<>();

  @Test
  void whoWatchesIsFoundUntilForgotten() {
    watchers.add("task_1", "ada");
    watchers.add("task_1", "bob");
    watchers.add("task_2", "ada");
    assertThat(watchers.of("task_1")).containsExactlyInAnyOrder("ada", "bob");
    watchers.forget("task_1", "ada");
    assertThat(watchers.of("task_1")).containsExactly("bob");
    assertThat(watchers.count()).isEqualTo(2);
  }

  @Test
  void nothingIsKeptOfATaskThatNobodyWatches() {
    watchers.add("task_1", "ada");
    watchers.forget("task_1", "ada");
    watchers.forget("task_1", "ada");
    watchers.forget("task_9", "ada");
    assertThat(watchers.of("task_1")).isEmpty();
    assertThat(watchers.count()).isZero();
  }

  @Test
  void whoComesWhileTheLastOneLeavesIsNotForgotten() throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(WATCHERS);
    CountDownLatch lost = new CountDownLatch(1);
    for (int n = 0; n < WATCHERS; n++) {
      Object watcher = "watcher " + n;
      pool.execute(
          () -> {
            for (int round = 0; round < ROUNDS; round++) {
              watchers.add("task_1", watcher);
              Set<Object> present = watchers.of("task_1");
              if (!present.contains(watcher)) {
                lost.countDown();
              }
              watchers.forget("task_1", watcher);
            }
          });
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    assertThat(lost.getCount()).isEqualTo(1);
    assertThat(watchers.count()).isZero();
  }
}
