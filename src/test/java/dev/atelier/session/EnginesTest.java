package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.FakeDesktop;
import dev.atelier.desktop.FakeDriver;
import dev.atelier.desktop.FakeRuntime;
import dev.atelier.json.InvalidField;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EnginesTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final FakeRuntime near = new FakeRuntime("docker:near").free(8_000);
  private final FakeRuntime far = new FakeRuntime("docker:far").free(64_000);
  private final SessionsInMemory room = new SessionsInMemory(near, far);
  private final Sessions sessions = room.sessions();
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void close() {
    over.countDown();
    room.close();
  }

  @Test
  void aDesktopIsMadeOnTheEngineThatIsNamedElseWhereThereIsMostRoom() throws InterruptedException {
    assertThat(engineOf(made(Optional.of("near")))).contains("near");
    assertThat(engineOf(made(Optional.empty()))).contains("far");
  }

  @Test
  void anEngineThatIsNotThereIsRefusedWithThoseThatAreAndNothingIsMade() {
    assertThatThrownBy(() -> made(Optional.of("moon")))
        .isInstanceOfSatisfying(
            InvalidField.class, wrong -> assertThat(wrong.field()).isEqualTo("engine"))
        .hasMessageContaining("near, far");
    assertThat(sessions.all()).isEmpty();
  }

  @Test
  void whileAnEngineIsDownNewDesktopsAreMadeOnTheOther() throws InterruptedException {
    far.failOn("desktops");
    assertThat(engineOf(made(Optional.empty()))).contains("near");
    assertThatThrownBy(() -> made(Optional.of("far"))).isInstanceOf(DesktopException.class);
    assertThat(sessions.all()).hasSize(1);
  }

  @Test
  void aDesktopOfTheTimeBeforeEnginesHadNamesIsFound() {
    given("sess_a", "docker");
    near.put("sess_a", DesktopState.RUNNING);
    room.recovery().begin();
    await().until(() -> room.open().ifOpen("sess_a").isPresent());
    assertThat(engineOf(sessions.get("sess_a"))).contains("near");
  }

  @Test
  void aMuteEngineDoesNotKeepTheDesktopsOfOthersFromBeingFound() {
    near.beforeList(this::sayNothing);
    given("sess_a", "docker:near");
    given("sess_b", "docker:far");
    far.put("sess_b", DesktopState.RUNNING);
    room.recovery().begin();
    await().until(() -> room.open().ifOpen("sess_b").isPresent());
    assertThat(room.open().holds("sess_a")).isFalse();
  }

  @Test
  void whatRunsOnAnEngineThatComesBackIsFoundWithoutBeingAskedFor() {
    given("sess_a", "docker:far");
    far.put("sess_a", DesktopState.RUNNING);
    given("sess_b", "docker:far");
    far.put("sess_b", DesktopState.STOPPED);
    far.failOn("desktops");
    room.recovery().begin();
    await().until(() -> sessions.get("sess_a").problem().isPresent());
    await().until(() -> sessions.get("sess_b").problem().isPresent());
    assertThat(sessions.get("sess_a").status()).isEqualTo(SessionStatus.STOPPED);
    far.failOn("nothing");
    await().until(() -> sessions.get("sess_a").status() == SessionStatus.READY);
    await().until(() -> sessions.get("sess_b").problem().isEmpty());
    assertThat(sessions.get("sess_b").status()).isEqualTo(SessionStatus.STOPPED);
  }

  @Test
  void aDesktopWhoseEngineIsNotConfiguredAnyMoreStaysOnRecordAndSaysWhy() {
    given("sess_a", "docker:gone");
    room.recovery().recover(room.repository().all());
    assertThatThrownBy(() -> sessions.desktop("sess_a"))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("docker:gone");
    assertThat(sessions.get("sess_a").status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(sessions.get("sess_a").problem().orElse("")).contains("docker:gone");
    assertThat(engineOf(sessions.get("sess_a"))).isEmpty();
  }

  @Test
  void whatADeletionLeftIsRemovedFromEveryEngine() {
    given("sess_a", "docker:far");
    far.put("sess_a", DesktopState.RUNNING);
    room.repository().remove("sess_a", false);
    room.recovery().begin();
    await().until(() -> far.calls().contains("remove sess_a"));
  }

  @Test
  void aDesktopWhoseEngineDoesNotAnswerSaysSoUntilItIsConnectedAgain() throws InterruptedException {
    FakeDesktop screen = FakeDriver.painted();
    room.driver().give(number -> screen);
    Session made = made(Optional.of("far"));
    far.failOn("state");
    room.driver().lose(screen);
    await().until(() -> sessions.get(made.id()).problem().isPresent());
    assertThat(sessions.get(made.id()).problem().orElse("")).contains("engine");
    room.driver().restore(screen);
    await().until(() -> sessions.get(made.id()).problem().isEmpty());
    assertThat(sessions.get(made.id()).status()).isEqualTo(SessionStatus.READY);
    assertThat(room.changes())
        .containsExactly(
            "session.created", "session.ready", "session.unreachable", "session.found");
  }

  private void sayNothing() {
    try {
      over.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private Session made(Optional<String> engine) throws InterruptedException {
    Session made = sessions.create(SessionRequest.labelled("Ada").on(engine), "ada");
    return sessions.awaitReady(made.id(), SOON);
  }

  private Optional<String> engineOf(Session session) {
    return sessions.engineOf(session);
  }

  private void given(String id, String runtime) {
    room.repository().add(RecoveryTest.session(id, runtime, SessionStatus.READY, true));
  }
}
