package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A desktop needs {@link SessionsInMemory#NEEDED_MB} here. */
@Timeout(30)
class AdmissionTest {
  private static final int NEEDED = SessionsInMemory.NEEDED_MB;

  private final SessionsInMemory room = new SessionsInMemory();

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aDesktopForWhichThereIsNoMemoryIsNotMade() {
    room.runtime().free(NEEDED - 1);
    assertThatThrownBy(this::create)
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining((NEEDED - 1) + " MB are free")
        .hasMessageContaining("needs " + NEEDED + " MB");
    assertThat(room.sessions().all()).isEmpty();
    assertThat(room.changes()).isEmpty();

    room.runtime().free(NEEDED);
    assertThat(create().status()).isEqualTo(SessionStatus.STARTING);
  }

  @Test
  void whereNobodyKnowsWhatIsFreeNothingIsRefused() throws InterruptedException {
    assertThat(ready().status()).isEqualTo(SessionStatus.READY);
  }

  @Test
  void thoseWhoAskAtOnceAreNotAllLetInForTheSameMemory() throws Exception {
    room.runtime().free(3 * NEEDED + 1);
    CountDownLatch go = new CountDownLatch(1);
    room.runtime().beforeStart(() -> awaitQuietly(go));
    int callers = 12;
    CyclicBarrier barrier = new CyclicBarrier(callers);
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    Callable<Boolean> want =
        () -> {
          barrier.await();
          try {
            create();
            return true;
          } catch (NoMemory full) {
            return false;
          }
        };
    List<Future<Boolean>> wanting = new ArrayList<>();
    for (int n = 0; n < callers; n++) {
      wanting.add(pool.submit(want));
    }
    int made = 0;
    for (Future<Boolean> each : wanting) {
      made += each.get() ? 1 : 0;
    }
    pool.shutdown();
    go.countDown();
    assertThat(made).isEqualTo(3);
    assertThat(room.sessions().all()).hasSize(3);
  }

  @Test
  void whatIsSetAsideForAStartIsThereAgainWhenItHasEnded() throws InterruptedException {
    room.runtime().free(NEEDED);
    ready();
    ready();
    room.runtime().failOn("start");
    Session failing = create();
    await().until(() -> room.sessions().get(failing.id()).status() == SessionStatus.FAILED);
    room.runtime().failOn("nothing");
    assertThat(ready().status()).isEqualTo(SessionStatus.READY);
  }

  @Test
  void aStoppedDesktopForWhichThereIsNoMemoryStaysStoppedAndSaysWhy() throws InterruptedException {
    String id = ready().id();
    var unused = room.open().close(id);
    room.runtime().put(id, DesktopState.STOPPED);
    room.runtime().free(10);
    assertThatThrownBy(() -> room.sessions().desktop(id))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("10 MB are free");
    assertThat(room.sessions().get(id).status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(room.sessions().get(id).problem().orElse("")).contains("not enough memory");
    assertThat(room.runtime().homes()).containsExactly(id);

    room.runtime().free(NEEDED);
    assertThat(room.sessions().desktop(id).connected()).isTrue();
    assertThat(room.sessions().get(id).problem()).isEmpty();
  }

  @Test
  void aPausedDesktopHasItsMemoryAlreadyAndIsWoken() throws InterruptedException {
    String id = ready().id();
    room.sessions().pause(id, "ada");
    room.runtime().free(10);
    assertThat(room.sessions().desktop(id).connected()).isTrue();
  }

  private Session create() {
    return room.sessions().create(SessionRequest.labelled("Ada"), "ada");
  }

  private Session ready() throws InterruptedException {
    return room.sessions().awaitReady(create().id(), Duration.ofSeconds(10));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
