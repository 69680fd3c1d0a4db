package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.session.Session;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.Sessions;
import dev.atelier.session.SessionsInMemory;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MakingTest {
  private static final SessionRequest WANTED = SessionRequest.labelled("Accounts");

  private final SessionsInMemory room = new SessionsInMemory();
  private final Sessions sessions = room.sessions();
  private final Making making = new Making(sessions, "ada");
  private final CountDownLatch starting = new CountDownLatch(1);
  private final CountDownLatch engine = new CountDownLatch(1);

  @AfterEach
  void close() {
    engine.countDown();
    room.close();
  }

  @Test
  void whatIsTakenBackWhileItStartsLeavesNothingBehind() {
    room.runtime().beforeStart(this::awaitEngine);
    String id = making.begin(WANTED).orElseThrow().id();
    await().until(() -> starting.getCount() == 0);
    assertThat(making.is(id)).isTrue();
    assertThat(making.giveUp()).isEmpty();
    assertThat(sessions.all()).isEmpty();
    engine.countDown();
    await().until(() -> room.runtime().calls().contains("purge " + id));
    await().until(() -> room.runtime().desktops().isEmpty() && room.runtime().homes().isEmpty());
    await().until(() -> sessions.purged(id));
    assertThat(room.changes()).contains("session.purged").doesNotContain("session.ready");
  }

  @Test
  void whatIsTakenBackBeforeItHasAnIdIsGoneAsSoonAsItHasOne() {
    room.runtime().beforeStart(this::awaitEngine);
    assertThat(making.giveUp()).isEmpty();
    assertThat(making.begin(WANTED)).isEmpty();
    assertThat(sessions.all()).isEmpty();
    engine.countDown();
    await().until(() -> room.runtime().homes().isEmpty() && room.runtime().desktops().isEmpty());
    assertThat(room.changes()).contains("session.created", "session.purged");
  }

  @Test
  void whatWasReadyFirstStays() throws InterruptedException {
    String id = making.begin(WANTED).orElseThrow().id();
    var unused = sessions.awaitReady(id, Sessions.READY_LIMIT);
    Optional<Session> kept = making.giveUp();
    assertThat(kept).get().extracting(Session::status).isEqualTo(SessionStatus.READY);
    assertThat(sessions.all()).extracting(Session::id).containsExactly(id);
    assertThat(room.changes()).doesNotContain("session.purged");
  }

  private void awaitEngine() {
    starting.countDown();
    try {
      engine.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
