package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DefaultDesktopTest {
  private static final int MANY = 24;

  private final SessionsInMemory room = new SessionsInMemory();
  private final DefaultDesktop desktop = room.defaultDesktop();

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void thereIsNoneUntilSomebodyNeedsIt() {
    assertThat(desktop.present()).isEmpty();
    assertThat(desktop.ever()).isEmpty();
    Session made = desktop.presentOrMade("ada");
    assertThat(made.label()).isEqualTo("default");
    assertThat(desktop.present()).map(Session::id).contains(made.id());
    assertThat(desktop.presentOrMade("bob").id()).isEqualTo(made.id());
    assertThat(room.actors().get(0)).isEqualTo("ada");
  }

  @Test
  void howeverManyAskForTheFirstTimeOneIsMade() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(MANY);
    try {
      CyclicBarrier start = new CyclicBarrier(MANY);
      Callable<String> asks =
          () -> {
            start.await();
            return desktop.presentOrMade("ada").id();
          };
      List<Future<String>> given = Stream.generate(() -> callers.submit(asks)).limit(MANY).toList();
      for (Future<String> each : given) {
        assertThat(each.get()).isEqualTo(given.get(0).get());
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(room.sessions().all()).hasSize(1);
  }

  @Test
  void aServerThatStartsAgainFindsTheSameOneWhateverItIsCalledByThen() {
    Session made = desktop.presentOrMade("ada");
    room.sessions().rename(made.id(), "Reception", "ada");
    assertThat(room.defaultDesktop().presentOrMade("bob").id()).isEqualTo(made.id());
    assertThat(room.sessions().all()).hasSize(1);
  }

  @Test
  void aDesktopOfTheSameNameIsAnother() {
    Session named = room.sessions().create(SessionRequest.labelled("default"), "ada");
    assertThat(desktop.present()).isEmpty();
    assertThat(desktop.presentOrMade("ada").id()).isNotEqualTo(named.id());
  }

  @Test
  void aNewOneIsMadeWhenItWasDeletedAndTheFormerOnesStayKnown() throws InterruptedException {
    Session first = desktop.presentOrMade("ada");
    room.sessions().awaitReady(first.id(), Duration.ofSeconds(10));
    room.sessions().delete(first.id(), true, "ada");
    assertThat(desktop.present()).isEmpty();
    Session second = desktop.presentOrMade("ada");
    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(desktop.ever()).containsExactly(second.id(), first.id());
  }
}
