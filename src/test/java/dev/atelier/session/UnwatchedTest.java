package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopState;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Desktops to which nobody is connected, and what becomes of them. */
@Timeout(30)
class UnwatchedTest {
  private final SessionsInMemory room = new SessionsInMemory();
  private final Sessions sessions = room.sessions();
  private final Unwatched unwatched =
      new Unwatched(room.records(), room.open(), room.runtimes(), room.endings(), room.turns());
  private String id = "";

  @BeforeEach
  void makeADesktop() throws InterruptedException {
    id = sessions.create(SessionRequest.labelled("Ada"), "ada").id();
    var unused = sessions.awaitReady(id, Duration.ofSeconds(10));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void oneThatEndedWhileItSleptIsShownAsStoppedWithTheReason() {
    sessions.pause(id, "ada");
    room.runtime().put(id, DesktopState.STOPPED);
    room.runtime().stopsBecause("the machine was started anew");
    room.round(unwatched);
    assertThat(sessions.get(id).status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(sessions.get(id).problem()).contains("the machine was started anew");
  }

  @Test
  void oneThatSleepsIsLeftAlone() {
    sessions.pause(id, "ada");
    room.round(unwatched);
    assertThat(sessions.get(id).status()).isEqualTo(SessionStatus.PAUSED);
    assertThat(room.changes()).endsWith("session.paused");
  }

  @Test
  void oneThatFailedAndRunsOnIsStopped() {
    room.open().letGo(id);
    fail(id);
    room.round(unwatched);
    assertThat(room.runtime().state(id)).isEqualTo(DesktopState.STOPPED);
    assertThat(sessions.get(id).status()).isEqualTo(SessionStatus.FAILED);
  }

  @Test
  void oneThatFailedAndWasNeverThereIsRemovedThoughThatFailedAtFirst() {
    room.driver()
        .give(
            number -> {
              throw new DesktopException("no picture");
            });
    room.runtime().failOn("purge");
    String made = sessions.create(SessionRequest.labelled("Bob"), "ada").id();
    await().until(() -> sessions.get(made).status() == SessionStatus.FAILED);
    assertThat(room.runtime().state(made)).isEqualTo(DesktopState.RUNNING);
    room.runtime().failOn("nothing");
    await()
        .untilAsserted(
            () -> {
              room.round(unwatched);
              assertThat(room.runtime().state(made)).isEqualTo(DesktopState.MISSING);
            });
    assertThat(room.runtime().homes()).containsExactly(id);
  }

  @Test
  void oneThatRunsIsConnectedAgain() {
    room.open().letGo(id);
    room.round(unwatched);
    await().until(() -> sessions.isAwake(id));
  }

  @Test
  void onePausedInVainIsShownAsItIs() {
    room.runtime().put(id, DesktopState.STOPPED);
    room.runtime().failOn("pause");
    assertThatThrownBy(() -> sessions.pause(id, "ada")).isInstanceOf(DesktopException.class);
    assertThat(sessions.get(id).status()).isEqualTo(SessionStatus.STOPPED);
  }

  @Test
  void onlyOneThatRunsCanBePaused() {
    fail(id);
    assertThatThrownBy(() -> sessions.pause(id, "ada"))
        .isInstanceOf(DesktopNotRunning.class)
        .hasMessageContaining("failed");
  }

  private void fail(String desktop) {
    room.records()
        .change(
            desktop,
            "session.failed",
            "server",
            s -> s.with(SessionStatus.FAILED, Optional.of("no picture")));
  }
}
