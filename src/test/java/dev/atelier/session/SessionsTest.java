package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.FakeDesktop;
import dev.atelier.desktop.FakeDriver;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private final SessionsInMemory room = new SessionsInMemory();
  private final Sessions sessions = room.sessions();

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aNewDesktopIsOnRecordBeforeItIsMade() {
    List<String> recorded = new ArrayList<>();
    room.runtime().beforeStart(() -> sessions.all().forEach(each -> recorded.add(each.id())));
    Session made = create();
    assertThat(made.status()).isEqualTo(SessionStatus.STARTING);
    awaitStatus(made.id(), SessionStatus.READY);
    assertThat(recorded).containsExactly(made.id());
    assertThat(room.changes()).containsExactly("session.created", "session.ready");
    assertThat(sessions.get(made.id()).everReady()).isTrue();
  }

  @Test
  void whoeverWaitsGetsItWhenItIsReady() throws InterruptedException {
    Session made = create();
    assertThat(sessions.awaitReady(made.id(), SOON).status()).isEqualTo(SessionStatus.READY);
    assertThat(sessions.desktop(made.id()).connected()).isTrue();
  }

  @Test
  void aNewSizeWaitsForWhoeverHasTheDesktopsTurn() throws Exception {
    Session made = ready();
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    room.background()
        .run(
            () ->
                room.turns()
                    .run(
                        made.id(),
                        () -> {
                          taken.countDown();
                          awaitQuietly(done);
                        }));
    taken.await();
    Thread resizing =
        new Thread(() -> sessions.resize(made.id(), new Size(800, 600), "ada"), "resizing");
    resizing.start();
    await().until(() -> resizing.getState() == Thread.State.TIMED_WAITING);
    assertThat(room.changes()).doesNotContain("session.resize_asked");
    done.countDown();
    resizing.join();
    assertThat(sessions.get(made.id()).resolution()).isEqualTo(new Size(800, 600));
  }

  @Test
  void aDesktopThatCannotBeMadeSaysWhyAndLeavesNothing() {
    room.runtime().failOn("start");
    Session made = create();
    assertThatThrownBy(() -> sessions.awaitReady(made.id(), SOON))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("told to fail");
    Session failed = sessions.get(made.id());
    assertThat(failed.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(failed.problem().orElse("")).contains("told to fail");
    assertThat(room.runtime().calls()).contains("purge " + made.id());
    assertThat(room.runtime().homes()).isEmpty();
  }

  @Test
  void whatNobodyForesawIsNotToldInItsOwnWords() {
    room.driver()
        .give(
            number -> {
              throw new IllegalStateException("row 7 of desktops");
            });
    Session made = create();
    assertThatThrownBy(() -> sessions.awaitReady(made.id(), SOON))
        .isInstanceOf(RuntimeException.class);
    assertThat(sessions.get(made.id()).problem().orElse(""))
        .contains("inside the server")
        .doesNotContain("row 7");
  }

  @Test
  void aDesktopThatShowsNoPictureLeavesNothing() {
    room.driver()
        .give(
            number -> {
              throw new DesktopException("the desktop did not show a picture");
            });
    Session made = create();
    awaitStatus(made.id(), SessionStatus.FAILED);
    assertThat(room.runtime().state(made.id())).isEqualTo(DesktopState.MISSING);
    assertThat(room.runtime().homes()).isEmpty();
  }

  @Test
  void anErrorOfTheMachineDoesNotLeaveItStartingForEver() {
    room.driver()
        .give(
            number -> {
              throw new OutOfMemoryError("unable to create native thread");
            });
    Session made = create();
    awaitStatus(made.id(), SessionStatus.FAILED);
    assertThat(room.runtime().homes()).isEmpty();
  }

  @Test
  void aDesktopThatCannotWakeKeepsItsHome() throws InterruptedException {
    Session made = ready();
    var unused = room.open().close(made.id());
    room.runtime().failOn("start");
    assertThatThrownBy(() -> sessions.desktop(made.id())).isInstanceOf(DesktopException.class);
    assertThat(sessions.get(made.id()).status()).isEqualTo(SessionStatus.FAILED);
    assertThat(room.runtime().homes()).containsExactly(made.id());
    room.runtime().failOn("nothing");
    assertThat(sessions.desktop(made.id()).connected()).isTrue();
    assertThat(sessions.get(made.id()).status()).isEqualTo(SessionStatus.READY);
    assertThat(sessions.get(made.id()).problem()).isEmpty();
  }

  @Test
  void whatWentWrongInsideTheServerIsNotToldAsTheDesktopsFault() {
    room.driver()
        .give(
            number -> {
              throw new IllegalStateException("index 5 out of bounds");
            });
    Session made = create();
    assertThatThrownBy(() -> sessions.desktop(made.id())).isNotInstanceOf(DesktopException.class);
  }

  @Test
  void itIsBroughtUpOnceHoweverManyWantIt() throws Exception {
    Session made = ready();
    var unused = room.open().close(made.id());
    int callers = 20;
    CyclicBarrier start = new CyclicBarrier(callers);
    ExecutorService pool = Executors.newFixedThreadPool(callers);
    Callable<Object> want =
        () -> {
          start.await();
          return sessions.desktop(made.id());
        };
    List<Future<Object>> wanting = new ArrayList<>();
    for (int n = 0; n < callers; n++) {
      wanting.add(pool.submit(want));
    }
    List<Object> given = new ArrayList<>();
    for (Future<Object> each : wanting) {
      given.add(each.get());
    }
    pool.shutdown();
    assertThat(given).allMatch(desktop -> desktop == given.get(0));
    assertThat(room.driver().drives()).isEqualTo(2);
  }

  @Test
  void aDesktopThatTakesLongIsNotReadyInTimeButGoesOnStarting() throws InterruptedException {
    CountDownLatch engine = new CountDownLatch(1);
    room.runtime().beforeStart(() -> awaitQuietly(engine));
    Session made = create();
    assertThatThrownBy(() -> sessions.awaitReady(made.id(), Duration.ofMillis(20)))
        .isInstanceOfSatisfying(
            DesktopNotReady.class, late -> assertThat(late.sessionId()).isEqualTo(made.id()));
    engine.countDown();
    assertThat(sessions.awaitReady(made.id(), SOON).status()).isEqualTo(SessionStatus.READY);
  }

  @Test
  void anotherLookIsThereAtOnce() throws InterruptedException {
    Session made = ready();
    Look dark = new Look("dark", Optional.of("#8dbb95"));
    assertThat(sessions.dress(made.id(), dark, "ada").look()).isEqualTo(dark);
    assertThat(room.runtime().calls()).endsWith("dress " + made.id() + " dark #8dbb95");
    assertThat(room.runtime().calls()).containsOnlyOnce("start " + made.id());
    assertThat(room.changes()).endsWith("session.look_asked", "session.themed");
    assertThat(sessions.get(made.id()).look()).isEqualTo(dark);
  }

  @Test
  void theSameLookAgainIsNoChange() throws InterruptedException {
    Session made = ready();
    sessions.dress(made.id(), Look.STANDARD, "ada");
    assertThat(room.changes()).containsExactly("session.created", "session.ready");
    assertThat(room.runtime().calls()).containsExactly("start " + made.id());
  }

  @Test
  void aSleepingDesktopGetsItsLookWhenItWakes() throws InterruptedException {
    Session made = ready();
    sessions.pause(made.id(), "ada");
    Session dressed = sessions.dress(made.id(), new Look("light", Optional.empty()), "ada");
    assertThat(dressed.status()).isEqualTo(SessionStatus.PAUSED);
    assertThat(room.runtime().calls()).endsWith("pause " + made.id());
    sessions.desktop(made.id());
    assertThat(room.runtime().calls())
        .endsWith("start " + made.id(), "dress " + made.id() + " light");
  }

  @Test
  void aLookThatADesktopCannotHaveIsNotOnRecord() throws InterruptedException {
    Session made = ready();
    room.runtime().failOn("dress");
    assertThatThrownBy(() -> sessions.dress(made.id(), new Look("dark", Optional.empty()), "ada"))
        .isInstanceOf(DesktopException.class);
    assertThat(sessions.get(made.id()).look()).isEqualTo(Look.STANDARD);
    assertThat(room.changes()).endsWith("session.look_asked");
  }

  @Test
  void aDesktopThatKeepsItsLookStartsAllTheSame() throws InterruptedException {
    Session made = ready();
    sessions.pause(made.id(), "ada");
    room.runtime().failOn("dress");
    assertThat(sessions.desktop(made.id()).connected()).isTrue();
    assertThat(sessions.get(made.id()).status()).isEqualTo(SessionStatus.READY);
  }

  @Test
  void aLookForADesktopThatIsStillBeingMadeWaitsForIt() {
    CountDownLatch engine = new CountDownLatch(1);
    room.runtime().beforeStart(() -> awaitQuietly(engine));
    Session made = create();
    ExecutorService other = Executors.newSingleThreadExecutor();
    Future<Session> dressed =
        other.submit(() -> sessions.dress(made.id(), new Look("dark", Optional.empty()), "ada"));
    engine.countDown();
    await().until(dressed::isDone);
    other.shutdown();
    assertThat(room.runtime().calls())
        .containsExactly("start " + made.id(), "dress " + made.id() + " dark");
  }

  @Test
  void thereIsNothingToDoForAnUnknownDesktop() {
    assertThatThrownBy(() -> sessions.get("sess_none")).isInstanceOf(UnknownSession.class);
    assertThatThrownBy(() -> sessions.desktop("sess_none")).isInstanceOf(UnknownSession.class);
    assertThatThrownBy(() -> sessions.delete("sess_none", true, "ada"))
        .isInstanceOf(UnknownSession.class);
    assertThatThrownBy(() -> sessions.pause("sess_none", "ada")).isInstanceOf(UnknownSession.class);
    assertThat(room.runtime().calls()).isEmpty();
    assertThat(room.open().holds("sess_none")).isFalse();
  }

  @Test
  void deletingKeepsTheHome() throws InterruptedException {
    Session made = ready();
    sessions.delete(made.id(), false, "ada");
    assertThat(room.runtime().state(made.id())).isEqualTo(DesktopState.MISSING);
    assertThat(room.runtime().homes()).containsExactly(made.id());
    assertThat(sessions.all()).isEmpty();
    assertThat(sessions.known(made.id())).isTrue();
    assertThat(room.changes()).endsWith("session.deleted");
  }

  @Test
  void purgingRemovesTheHomeToo() throws InterruptedException {
    Session made = ready();
    sessions.delete(made.id(), true, "ada");
    assertThat(room.runtime().homes()).isEmpty();
    assertThat(room.changes()).endsWith("session.purged");
  }

  @Test
  void deletingTwiceDeletesOnce() throws InterruptedException {
    Session made = ready();
    sessions.delete(made.id(), false, "ada");
    assertThatThrownBy(() -> sessions.delete(made.id(), false, "ada"))
        .isInstanceOf(UnknownSession.class);
    assertThat(room.changes()).containsOnlyOnce("session.deleted");
  }

  @Test
  void deletedWhileItIsBeingMadeNothingIsLeft() {
    CountDownLatch engine = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    room.runtime()
        .beforeStart(
            () -> {
              asked.countDown();
              awaitQuietly(engine);
            });
    Session made = create();
    awaitQuietly(asked);
    sessions.delete(made.id(), true, "ada");
    engine.countDown();
    await()
        .untilAsserted(
            () ->
                assertThat(room.runtime().calls())
                    .endsWith("start " + made.id(), "purge " + made.id(), "purge " + made.id()));
    await().until(() -> room.repository().toPurge().isEmpty());
    assertThat(room.runtime().state(made.id())).isEqualTo(DesktopState.MISSING);
    assertThat(room.runtime().homes()).isEmpty();
    assertThat(room.open().holds(made.id())).isFalse();
  }

  @Test
  void deletedWhileItWakesItsHomeIsKept() throws InterruptedException {
    Session made = ready();
    var unused = room.open().close(made.id());
    CountDownLatch engine = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    room.runtime()
        .beforeStart(
            () -> {
              asked.countDown();
              awaitQuietly(engine);
            });
    room.open().wake(made.id());
    awaitQuietly(asked);
    sessions.delete(made.id(), false, "ada");
    engine.countDown();
    await()
        .untilAsserted(
            () ->
                assertThat(room.runtime().calls())
                    .endsWith("remove " + made.id(), "remove " + made.id()));
    assertThat(room.runtime().state(made.id())).isEqualTo(DesktopState.MISSING);
    assertThat(room.runtime().homes()).containsExactly(made.id());
  }

  @Test
  void anEngineThatCannotRemoveADesktopIsToldOfAndAskedAgain() throws InterruptedException {
    Session made = ready();
    room.runtime().failOn("purge");
    assertThatThrownBy(() -> sessions.delete(made.id(), true, "ada"))
        .isInstanceOf(DesktopException.class);
    assertThat(sessions.all()).isEmpty();
    assertThat(room.repository().toPurge()).hasSize(1);
    room.runtime().failOn("nothing");
    await().until(() -> room.repository().toPurge().isEmpty());
    assertThat(room.runtime().homes()).isEmpty();
  }

  @Test
  void thatAHomeIsToGoIsOnRecordBeforeTheEngineIsAsked() throws InterruptedException {
    Session made = ready();
    List<String> wishes = new ArrayList<>();
    room.works(
        new SessionWork() {
          @Override
          public Optional<Current> on(String sessionId) {
            return Optional.empty();
          }

          @Override
          public void endOn(String sessionId, String why) {
            room.repository().toPurge().forEach(each -> wishes.add(each.id()));
          }

          @Override
          public void forget(String sessionId) {}
        });
    sessions.delete(made.id(), true, "ada");
    assertThat(wishes).containsExactly(made.id());
    assertThat(room.repository().toPurge()).isEmpty();
  }

  @Test
  void whatCannotBePutOnRecordIsNotDone() throws InterruptedException {
    FakeDesktop desktop = FakeDriver.painted();
    room.driver().give(number -> desktop);
    Session made = ready();
    room.changesObservedBy(
        change -> {
          throw new IllegalStateException("the record is full");
        });
    assertThatThrownBy(() -> sessions.pause(made.id(), "ada")).hasMessage("the record is full");
    assertThatThrownBy(() -> sessions.resize(made.id(), new Size(800, 600), "ada"))
        .hasMessage("the record is full");
    assertThat(room.runtime().state(made.id())).isEqualTo(DesktopState.RUNNING);
    assertThat(sessions.desktop(made.id()).connected()).isTrue();
    assertThat(desktop.calls()).doesNotContain("resize to 800x600");
  }

  @Test
  void aFailureThatCannotBeWrittenDownIsWrittenDownLater() {
    room.driver()
        .give(
            number -> {
              room.repository().fail(2);
              throw new DesktopException("the desktop did not show a picture");
            });
    Session made = create();
    await()
        .untilAsserted(
            () ->
                assertThat(room.repository().all())
                    .extracting(Session::status)
                    .containsExactly(SessionStatus.FAILED));
    assertThat(sessions.get(made.id()).problem().orElse("")).contains("did not show a picture");
    assertThat(room.runtime().homes()).isEmpty();
    assertThat(room.repository().outages()).isZero();
  }

  @Test
  void aStartThatCannotEvenBeWrittenDownDoesNotStayOneForEver() {
    room.changesObservedBy(change -> room.repository().fail(1));
    create();
    await()
        .untilAsserted(
            () ->
                assertThat(room.repository().all())
                    .extracting(Session::status)
                    .containsExactly(SessionStatus.FAILED));
  }

  @Test
  void whileADesktopIsPausedItIsNotStarted() throws Exception {
    Session made = ready();
    CountDownLatch pausing = new CountDownLatch(1);
    CountDownLatch waking = new CountDownLatch(1);
    room.turns()
        .run(
            made.id(),
            () -> {
              Thread pause = new Thread(() -> sessions.pause(made.id(), "ada"));
              pause.start();
              await().until(() -> pause.getState() == Thread.State.TIMED_WAITING);
              assertThat(room.runtime().state(made.id())).isEqualTo(DesktopState.RUNNING);
              pausing.countDown();
            });
    awaitQuietly(pausing);
    awaitStatus(made.id(), SessionStatus.PAUSED);
    List<String> states = new ArrayList<>();
    room.runtime()
        .beforeStart(
            () -> {
              states.add(sessions.get(made.id()).status().word());
              waking.countDown();
            });
    assertThat(sessions.desktop(made.id()).connected()).isTrue();
    awaitQuietly(waking);
    assertThat(states).containsExactly("starting");
    assertThat(sessions.get(made.id()).status()).isEqualTo(SessionStatus.READY);
  }

  @Test
  void aLostDesktopIsNotCalledStoppedWhileSomebodyStartsIt() throws InterruptedException {
    FakeDesktop first = FakeDriver.painted();
    room.driver().give(number -> number == 0 ? first : FakeDriver.painted());
    Session made = ready();
    room.turns()
        .run(
            made.id(),
            () -> {
              room.runtime().put(made.id(), DesktopState.STOPPED);
              room.driver().lose(first);
              room.open().letGo(made.id());
              room.open().wake(made.id());
              assertThat(sessions.get(made.id()).status()).isEqualTo(SessionStatus.READY);
            });
    assertThat(sessions.desktop(made.id()).connected()).isTrue();
    assertThat(sessions.get(made.id()).status()).isEqualTo(SessionStatus.READY);
    assertThat(room.changes()).doesNotContain("session.stopped");
  }

  @Test
  void pausingFreezesADesktopAndUsingItWakesIt() throws InterruptedException {
    Session made = ready();
    assertThat(sessions.pause(made.id(), "ada").status()).isEqualTo(SessionStatus.PAUSED);
    assertThat(room.runtime().state(made.id())).isEqualTo(DesktopState.PAUSED);
    assertThat(sessions.lastScreenshot(made.id())).isEmpty();
    assertThat(sessions.desktop(made.id()).connected()).isTrue();
    assertThat(sessions.get(made.id()).status()).isEqualTo(SessionStatus.READY);
    assertThat(room.runtime().state(made.id())).isEqualTo(DesktopState.RUNNING);
  }

  @Test
  void aDesktopThatIsStartingIsPausedOnceItHasStarted() {
    Session made = create();
    assertThat(sessions.pause(made.id(), "ada").status()).isEqualTo(SessionStatus.PAUSED);
    assertThat(room.runtime().state(made.id())).isEqualTo(DesktopState.PAUSED);
    assertThat(sessions.get(made.id()).status()).isEqualTo(SessionStatus.PAUSED);
  }

  @Test
  void workEndsBeforeADesktopIsPausedOrDeleted() throws InterruptedException {
    List<String> ended = new ArrayList<>();
    room.works(
        new SessionWork() {
          @Override
          public Optional<Current> on(String sessionId) {
            return Optional.empty();
          }

          @Override
          public void endOn(String sessionId, String why) {
            ended.add(why + " while " + room.runtime().state(sessionId));
          }

          @Override
          public void forget(String sessionId) {
            ended.add("forgotten");
          }
        });
    Session made = ready();
    sessions.pause(made.id(), "ada");
    sessions.delete(made.id(), false, "ada");
    Session purged = ready();
    sessions.delete(purged.id(), true, "ada");
    assertThat(ended)
        .containsExactly(
            "the desktop was paused while RUNNING",
            "the desktop was deleted while PAUSED",
            "the desktop was deleted while RUNNING",
            "forgotten");
  }

  @Test
  void aNewSizeIsTakenAtOnceWhenTheDesktopIsAwake() throws InterruptedException {
    Session made = ready();
    sessions.resize(made.id(), new Size(800, 600), "ada");
    assertThat(sessions.desktop(made.id()).size()).isEqualTo(new Size(800, 600));
    assertThat(sessions.get(made.id()).resolution()).isEqualTo(new Size(800, 600));
  }

  @Test
  void aNewSizeIsTakenAtTheNextStartWhenItSleeps() throws InterruptedException {
    Session made = ready();
    sessions.pause(made.id(), "ada");
    sessions.resize(made.id(), new Size(800, 600), "ada");
    assertThat(sessions.desktop(made.id()).size()).isEqualTo(new Size(800, 600));
  }

  @Test
  void aDesktopThatCannotChangeItsSizeIsUsableAllTheSame() throws InterruptedException {
    room.driver().give(number -> FakeDriver.painted().failOn("resize"));
    Session made = create();
    assertThat(sessions.awaitReady(made.id(), SOON).status()).isEqualTo(SessionStatus.READY);
  }

  @Test
  void itIsReadyOnceItShowsMoreThanOneColour() throws InterruptedException {
    FakeDesktop desktop = new FakeDesktop();
    desktop.show(new Screenshot(64, 64, new int[64 * 64]));
    room.driver().give(number -> desktop);
    Session made = create();
    await().until(() -> desktop.calls().size() > 2);
    assertThat(sessions.get(made.id()).status()).isEqualTo(SessionStatus.STARTING);
    desktop.show(FakeDriver.painted().screenshot());
    assertThat(sessions.awaitReady(made.id(), SOON).status()).isEqualTo(SessionStatus.READY);
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
    await().until(() -> count("state " + made.id()) >= 2);
    assertThat(sessions.get(made.id()).status()).isEqualTo(SessionStatus.READY);
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

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
