package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecoveryTest {
  private final SessionsInMemory room = new SessionsInMemory();

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aDesktopThatStillRunsIsConnectedAgain() {
    given("sess_a", SessionStatus.READY, true, DesktopState.RUNNING);
    recover();
    awaitStatus("sess_a", SessionStatus.READY);
    await().until(() -> room.open().ifOpen("sess_a").isPresent());
  }

  @Test
  void aDesktopThatIsPausedStaysSo() {
    given("sess_a", SessionStatus.READY, true, DesktopState.PAUSED);
    recover();
    awaitStatus("sess_a", SessionStatus.PAUSED);
    assertThat(room.runtime().state("sess_a")).isEqualTo(DesktopState.PAUSED);
  }

  /**
   * Held still while it goes back to a snapshot, it is not seen to run when the server is killed.
   */
  @Test
  void aDesktopThatWasToStartGoesOnStartingThoughItIsHeldStill() {
    given("sess_a", SessionStatus.STARTING, true, DesktopState.PAUSED);
    recover();
    awaitStatus("sess_a", SessionStatus.READY);
    assertThat(room.runtime().state("sess_a")).isEqualTo(DesktopState.RUNNING);
  }

  @Test
  void aDesktopThatStoppedIsShownAsStoppedAndNotStarted() {
    given("sess_a", SessionStatus.READY, true, DesktopState.STOPPED);
    recover();
    awaitStatus("sess_a", SessionStatus.STOPPED);
    assertThat(room.runtime().calls()).noneMatch(call -> call.startsWith("start"));
  }

  @Test
  void aDesktopThatVanishedIsShownAsStoppedWithWordsAndStartsOnDemand()
      throws InterruptedException {
    given("sess_a", SessionStatus.READY, true, DesktopState.MISSING);
    recover();
    awaitStatus("sess_a", SessionStatus.STOPPED);
    assertThat(room.sessions().get("sess_a").problem().orElse("")).contains("its files are kept");
    assertThat(room.sessions().desktop("sess_a").connected()).isTrue();
  }

  @Test
  void oneThatWasBeingMadeAndRunsIsFinished() {
    given("sess_a", SessionStatus.STARTING, false, DesktopState.RUNNING);
    recover();
    awaitStatus("sess_a", SessionStatus.READY);
  }

  /** Its home is in use: the engine would refuse to make it again, and it would be given up. */
  @Test
  void oneThatWasBeingMadeFromASnapshotAndRunsIsFinishedAsItIs() {
    List<String> filled = new ArrayList<>();
    room.origins(remembering(filled));
    Session copy = session("sess_a", SessionStatus.STARTING, false, Optional.of("snap_1"));
    room.repository().add(copy);
    room.runtime().put("sess_a", DesktopState.RUNNING);
    recover();
    awaitStatus("sess_a", SessionStatus.READY);
    assertThat(filled).isEmpty();
  }

  private static DesktopOrigins remembering(List<String> filled) {
    return new DesktopOrigins() {
      @Override
      public Origin find(String id) {
        throw new UnsupportedOperationException(id);
      }

      @Override
      public void prepare(Session session, String origin) {
        filled.add(session.id());
      }
    };
  }

  @Test
  void oneThatWasBeingMadeAndDoesNotRunIsClearedAwayAndSaysSo() {
    given("sess_a", SessionStatus.STARTING, false, DesktopState.STOPPED);
    given("sess_b", SessionStatus.STARTING, false, DesktopState.MISSING);
    recover();
    awaitStatus("sess_a", SessionStatus.FAILED);
    awaitStatus("sess_b", SessionStatus.FAILED);
    assertThat(room.sessions().get("sess_b").problem().orElse(""))
        .contains("the server was stopped while this desktop was made");
    assertThat(room.runtime().calls()).contains("purge sess_a", "purge sess_b");
    assertThat(room.runtime().homes()).isEmpty();
  }

  @Test
  void oneThatWasBeingWokenAndDoesNotRunKeepsItsHome() {
    given("sess_a", SessionStatus.STARTING, true, DesktopState.STOPPED);
    recover();
    awaitStatus("sess_a", SessionStatus.STOPPED);
    assertThat(room.runtime().homes()).containsExactly("sess_a");
  }

  @Test
  void oneThatFailedBeforeKeepsItsReason() {
    room.repository()
        .add(
            session("sess_a", SessionStatus.STARTING, false)
                .with(SessionStatus.FAILED, Optional.of("no image")));
    recover();
    await().until(() -> room.runtime().calls().contains("purge sess_a"));
    assertThat(room.sessions().get("sess_a").problem()).contains("no image");
    assertThat(room.changes()).isEmpty();
  }

  @Test
  void whileTheEngineIsSilentDesktopsAreStoppedAndSayWhy() {
    given("sess_a", SessionStatus.READY, true, DesktopState.RUNNING);
    room.runtime().failOn("desktops");
    recover();
    awaitStatus("sess_a", SessionStatus.STOPPED);
    assertThat(room.sessions().get("sess_a").problem().orElse("")).contains("engine");
  }

  @Test
  void oneDesktopThatCannotBeWrittenDownDoesNotHideTheOthers() {
    given("sess_a", SessionStatus.READY, true, DesktopState.STOPPED);
    given("sess_b", SessionStatus.READY, true, DesktopState.STOPPED);
    List<Session> before = room.repository().all();
    room.repository().fail(2);
    room.recovery().recover(before);
    assertThat(room.repository().outages()).isZero();
    assertThat(room.sessions().get("sess_a").status()).isEqualTo(SessionStatus.READY);
    assertThat(room.sessions().get("sess_b").status()).isEqualTo(SessionStatus.STOPPED);
  }

  @Test
  void whatADeletionLeftBehindIsRemoved() {
    given("sess_gone", SessionStatus.READY, true, DesktopState.RUNNING);
    room.repository().remove("sess_gone", false);
    recover();
    await().until(() -> room.runtime().calls().contains("remove sess_gone"));
  }

  @Test
  void aPurgeThatACrashCutShortIsFinished() {
    given("sess_gone", SessionStatus.READY, true, DesktopState.RUNNING);
    room.repository().remove("sess_gone", true);
    recover();
    await().until(() -> room.repository().toPurge().isEmpty());
    assertThat(room.runtime().homes()).isEmpty();
    assertThat(room.runtime().state("sess_gone")).isEqualTo(DesktopState.MISSING);
  }

  @Test
  void aPurgeIsTriedUntilTheEngineDoesIt() {
    given("sess_gone", SessionStatus.READY, true, DesktopState.MISSING);
    room.repository().remove("sess_gone", true);
    room.runtime().failOn("purge");
    recover();
    await().until(() -> room.runtime().calls().contains("purge sess_gone"));
    assertThat(room.repository().toPurge()).hasSize(1);
    room.runtime().failOn("nothing");
    await().until(() -> room.repository().toPurge().isEmpty());
    assertThat(room.runtime().homes()).isEmpty();
  }

  @Test
  void whatTheRecordSaysByThenCountsNotWhatItSaidBefore() {
    given("sess_a", SessionStatus.READY, true, DesktopState.STOPPED);
    List<Session> before = room.repository().all();
    room.repository().remove("sess_a", false);
    given("sess_b", SessionStatus.STARTING, false, DesktopState.PAUSED);
    before = Stream.concat(before.stream(), room.repository().all().stream()).toList();
    room.repository().update(session("sess_b", SessionStatus.PAUSED, true));
    room.runtime().put("sess_b", DesktopState.STOPPED);
    room.recovery().recover(before);
    assertThat(room.sessions().get("sess_b").status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(room.runtime().homes()).contains("sess_b");
    assertThat(room.changes()).containsExactly("session.stopped");
  }

  @Test
  void desktopsThatNobodyHereKnowsAreLeftAlone() {
    room.runtime().put("sess_foreign", DesktopState.RUNNING);
    given("sess_a", SessionStatus.READY, true, DesktopState.STOPPED);
    recover();
    awaitStatus("sess_a", SessionStatus.STOPPED);
    assertThat(room.runtime().state("sess_foreign")).isEqualTo(DesktopState.RUNNING);
  }

  @Test
  void aDesktopThatIsMadeMeanwhileIsNotTakenForALeftover() throws InterruptedException {
    CountDownLatch starts = new CountDownLatch(1);
    CountDownLatch recovered = new CountDownLatch(1);
    room.runtime()
        .beforeStart(
            () -> {
              starts.countDown();
              try {
                recovered.await();
              } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
              }
            });
    Session made = room.sessions().create(SessionRequest.labelled("Ada"), "ada");
    starts.await();
    room.recovery().recover(room.repository().all());
    recovered.countDown();
    awaitStatus(made.id(), SessionStatus.READY);
    assertThat(room.changes()).containsExactly("session.created", "session.ready");
  }

  private void recover() {
    room.recovery().begin();
  }

  private void given(String id, SessionStatus status, boolean everReady, DesktopState state) {
    room.repository().add(session(id, status, everReady));
    room.runtime().put(id, state);
  }

  private static Session session(String id, SessionStatus status, boolean everReady) {
    return session(id, "docker", status, everReady);
  }

  private static Session session(
      String id, SessionStatus status, boolean everReady, Optional<String> origin) {
    return session(id, "docker", status, everReady, origin);
  }

  static Session session(String id, String runtime, SessionStatus status, boolean everReady) {
    return session(id, runtime, status, everReady, Optional.empty());
  }

  private static Session session(
      String id, String runtime, SessionStatus status, boolean everReady, Optional<String> origin) {
    return new Session(
        id,
        "Ada",
        runtime,
        Look.STANDARD,
        new Size(320, 200),
        Quota.STANDARD,
        Disk.FRESH,
        status,
        Optional.empty(),
        everReady,
        origin,
        Instant.EPOCH,
        Optional.empty());
  }

  private void awaitStatus(String id, SessionStatus status) {
    await().untilAsserted(() -> assertThat(room.sessions().get(id).status()).isEqualTo(status));
  }
}
