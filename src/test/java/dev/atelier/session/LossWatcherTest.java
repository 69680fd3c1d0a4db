package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.FakeDesktop;
import dev.atelier.desktop.FakeDriver;
import dev.atelier.desktop.Size;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Desktops whose connection is lost. */
@Timeout(30)
class LossWatcherTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final SessionsInMemory room = new SessionsInMemory();
  private final Sessions sessions = room.sessions();

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aDesktopThatVanishedIsStoppedWithTheReasonAndStartsOnDemand() throws InterruptedException {
    FakeDesktop first = FakeDriver.painted();
    room.driver().give(number -> number == 0 ? first : FakeDriver.painted());
    Session made = ready();
    room.runtime().put(made.id(), DesktopState.MISSING);
    room.runtime().stopsBecause("somebody removed it");
    room.driver().lose(first);
    awaitStatus(made.id(), SessionStatus.STOPPED);
    assertThat(sessions.get(made.id()).problem()).contains("somebody removed it");
    assertThat(sessions.lastScreenshot(made.id())).isEmpty();
    assertThat(sessions.desktop(made.id()).connected()).isTrue();
    assertThat(room.runtime().state(made.id())).isEqualTo(DesktopState.RUNNING);
    assertThat(room.runtime().homes()).containsExactly(made.id());
  }

  @Test
  void aLostConnectionToADesktopThatRunsIsLeftToTheDriver() throws InterruptedException {
    FakeDesktop desktop = FakeDriver.painted();
    room.driver().give(number -> desktop);
    Session made = ready();
    room.driver().lose(desktop);
    room.driver().restore(desktop);
    await().until(() -> count("state " + made.id()) >= 1);
    assertThat(sessions.desktop(made.id())).isSameAs(desktop);
    assertThat(room.changes()).doesNotContain("session.stopped", "session.unreachable");
  }

  @Test
  void aDesktopThatRunsAndShowsNothingIsToldOfThenStoppedAndStartsOnDemand()
      throws InterruptedException {
    FakeDesktop dark = FakeDriver.painted();
    room.driver().give(number -> number == 0 ? dark : FakeDriver.painted());
    Session made = ready();
    room.driver().lose(dark);
    awaitStatus(made.id(), SessionStatus.STOPPED);
    assertThat(sessions.get(made.id()).problem().orElse("")).contains("screen did not answer");
    assertThat(room.changes()).containsSubsequence("session.unreachable", "session.stopped");
    assertThat(room.runtime().state(made.id())).isEqualTo(DesktopState.STOPPED);
    assertThat(sessions.desktop(made.id()).connected()).isTrue();
    assertThat(sessions.get(made.id()).problem()).isEmpty();
  }

  @Test
  void aScreenThatWasStartedAgainHasTheSizeOfItsSession() throws InterruptedException {
    FakeDesktop desktop = FakeDriver.painted();
    room.driver().give(number -> desktop);
    Session made = ready();
    Size wanted = new Size(800, 600);
    sessions.resize(made.id(), wanted, "ada");
    room.driver().lose(desktop);
    desktop.show(FakeDriver.painted().screenshot());
    room.driver().restore(desktop);
    await().untilAsserted(() -> assertThat(desktop.size()).isEqualTo(wanted));
  }

  @Test
  void aDesktopThatEndsAWhileAfterItsConnectionIsNoticed() throws InterruptedException {
    FakeDesktop desktop = FakeDriver.painted();
    room.driver().give(number -> desktop);
    Session made = ready();
    room.runtime().failOn("state");
    room.driver().lose(desktop);
    await().until(() -> count("state " + made.id()) >= 2);
    room.runtime().failOn("nothing");
    room.runtime().put(made.id(), DesktopState.STOPPED);
    awaitStatus(made.id(), SessionStatus.STOPPED);
  }

  private long count(String call) {
    return room.runtime().calls().stream().filter(call::equals).count();
  }

  private Session create() {
    return sessions.create(SessionRequest.labelled(" Ada "), "ada");
  }

  private Session ready() throws InterruptedException {
    return sessions.awaitReady(create().id(), SOON);
  }

  private void awaitStatus(String id, SessionStatus status) {
    await().untilAsserted(() -> assertThat(sessions.get(id).status()).isEqualTo(status));
  }
}
