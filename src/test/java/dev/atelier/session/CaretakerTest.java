package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.FakeRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rounds on which one engine is silent. */
@Timeout(30)
class CaretakerTest {
  @Test
  void aSilentEngineDelaysItsOwnDesktopsOnlyAndIsNotAskedTwiceAtATime() {
    FakeRuntime near = new FakeRuntime("docker:near");
    FakeRuntime far = new FakeRuntime("docker:far");
    CountDownLatch silence = new CountDownLatch(1);
    ConcurrentLinkedQueue<String> looked = new ConcurrentLinkedQueue<>();
    try (SessionsInMemory room = new SessionsInMemory(near, far)) {
      make(room, "near");
      make(room, "far");
      Care care = new SlowAtFar(silence, looked);
      Caretaker caretaker = new Caretaker(room.records(), List.of(), null, room.background());
      await()
          .until(
              () -> {
                caretaker.round(care);
                return looked.stream().filter("docker:near"::equals).count() >= 2;
              });
      assertThat(looked.stream().filter("docker:far"::equals).count()).isEqualTo(1);
      silence.countDown();
    }
  }

  @Test
  void aSilentEngineDoesNotHideWhatRanOutOfMemoryOnAnother() {
    CountDownLatch silence = new CountDownLatch(1);
    FakeRuntime far =
        new FakeRuntime("docker:a-far") {
          @Override
          public synchronized Map<String, Instant> ranOutOfMemory(Instant since) {
            awaitQuietly(silence);
            return Map.of();
          }
        };
    FakeRuntime near = new FakeRuntime("docker:near");
    try (SessionsInMemory room = new SessionsInMemory(far, near)) {
      make(room, "a-far");
      make(room, "near");
      await()
          .until(
              () ->
                  room.repository().all().stream()
                      .allMatch(session -> session.status() == SessionStatus.READY));
      Session there =
          room.repository().all().stream()
              .filter(session -> session.runtime().equals("docker:near"))
              .findFirst()
              .orElseThrow();
      near.runsOutOfMemory(there.id(), room.clock().instant());
      MemoryShortages shortages =
          new MemoryShortages(room.records(), room.runtimes(), room.clock());
      Caretaker caretaker = new Caretaker(room.records(), List.of(), shortages, room.background());
      caretaker.lookForShortages();
      await().until(() -> room.sessions().get(there.id()).problem().isPresent());
      silence.countDown();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static void make(SessionsInMemory room, String engine) {
    var unused =
        room.sessions().create(SessionRequest.labelled(engine).on(Optional.of(engine)), "ada");
  }

  private record SlowAtFar(CountDownLatch silence, ConcurrentLinkedQueue<String> looked)
      implements Care {
    @Override
    public Duration period() {
      return Duration.ofSeconds(1);
    }

    @Override
    public void look(Session session) {
      looked.add(session.runtime());
      if (session.runtime().endsWith("far")) {
        awaitQuietly(silence);
      }
    }
  }
}
