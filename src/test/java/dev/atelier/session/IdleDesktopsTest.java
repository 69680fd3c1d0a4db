package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IdleDesktopsTest {
  private static final Duration PAUSE = Duration.ofMinutes(30);
  private static final Duration STOP = Duration.ofHours(8);

  private final SessionsInMemory room = new SessionsInMemory();
  private final FakeWork work = new FakeWork();
  private final IdleDesktops idle = idle(PAUSE, STOP);
  private String id = "";

  @BeforeEach
  void makeADesktop() throws InterruptedException {
    room.works(work);
    id = room.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    room.sessions().awaitReady(id, Duration.ofSeconds(10));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void whatNobodyUsesIsPausedWhenItsTimeHasCome() {
    passAndLook(PAUSE.minusSeconds(1));
    assertThat(status()).isEqualTo(SessionStatus.READY);

    passAndLook(Duration.ofSeconds(1));
    assertThat(status()).isEqualTo(SessionStatus.PAUSED);
    assertThat(room.runtime().state(id)).isEqualTo(DesktopState.PAUSED);
    assertThat(room.sessions().get(id).problem()).isEmpty();
    assertThat(room.changes()).endsWith("session.paused");
  }

  @Test
  void theServersStartCountsAsUse() {
    room.clock().pass(Duration.ofDays(1));
    DesktopUses fresh = new DesktopUses(room.clock());
    room.clock().pass(Duration.ofMinutes(1));

    assertThat(fresh.unusedFor(id)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void whatIsWatchedOrActedOnStaysAwakeHoweverLong() {
    try (DesktopUses.Use watching = room.uses().begin(id);
        DesktopUses.Use acting = room.uses().begin(id)) {
      passAndLook(PAUSE.multipliedBy(10));
      assertThat(status()).isEqualTo(SessionStatus.READY);
    }
  }

  @Test
  void theTimeBeginsWhenItsLastUseEnds() {
    try (DesktopUses.Use watching = room.uses().begin(id)) {
      room.clock().pass(PAUSE.multipliedBy(3));
    }
    passAndLook(PAUSE.minusSeconds(1));
    assertThat(status()).isEqualTo(SessionStatus.READY);
    passAndLook(Duration.ofSeconds(1));
    assertThat(status()).isEqualTo(SessionStatus.PAUSED);
  }

  @Test
  void whatATaskWorksOnStaysAwakeAndForAWhileAfterwards() {
    work.begin(id);
    passAndLook(PAUSE.multipliedBy(3));
    assertThat(status()).isEqualTo(SessionStatus.READY);
    work.end(id);
    passAndLook(PAUSE.minusSeconds(1));
    assertThat(status()).isEqualTo(SessionStatus.READY);
    passAndLook(Duration.ofSeconds(1));
    assertThat(status()).isEqualTo(SessionStatus.PAUSED);
  }

  @Test
  void whoeverNeedsItHasItAwakeAgain() throws InterruptedException {
    passAndLook(PAUSE);
    assertThat(room.sessions().desktop(id).connected()).isTrue();
    assertThat(status()).isEqualTo(SessionStatus.READY);
    passAndLook(PAUSE.minusSeconds(1));
    assertThat(status()).isEqualTo(SessionStatus.READY);
  }

  @Test
  void aPictureForTheWallIsNoUseAndWakesNothing() {
    room.clock().pass(PAUSE);
    assertThat(room.sessions().lastScreenshot(id)).isPresent();
    room.round(idle);
    assertThat(status()).isEqualTo(SessionStatus.PAUSED);
    assertThat(room.sessions().lastScreenshot(id)).isEmpty();
    assertThat(status()).isEqualTo(SessionStatus.PAUSED);
  }

  @Test
  void whoeverAsksForItWhileItsTurnIsWaitedForKeepsIt() throws Exception {
    room.clock().pass(PAUSE);
    CountDownLatch taken = new CountDownLatch(1);
    CountDownLatch wanted = new CountDownLatch(1);
    room.background()
        .run(
            () ->
                room.turns()
                    .run(
                        id,
                        () -> {
                          taken.countDown();
                          awaitQuietly(wanted);
                        }));
    taken.await();
    Thread looking = new Thread(() -> room.round(idle));
    looking.start();
    await().until(() -> looking.getState() == Thread.State.TIMED_WAITING);
    Desktop desktop = room.sessions().desktop(id);
    wanted.countDown();
    looking.join();
    assertThat(status()).isEqualTo(SessionStatus.READY);
    assertThat(desktop.connected()).isTrue();
  }

  @Test
  void whoeverAsksForItInTheVeryMomentOfPausingKeepsIt() {
    room.clock().pass(PAUSE);
    AtomicInteger asked = new AtomicInteger();
    Desktop[] given = new Desktop[1];
    work.whenAsked(
        () -> {
          if (asked.incrementAndGet() == 2) {
            given[0] = desktop();
          }
        });
    room.round(idle);
    assertThat(asked).hasValue(2);
    assertThat(status()).isEqualTo(SessionStatus.READY);
    assertThat(given[0].connected()).isTrue();
  }

  @Test
  void pausingAndWantingCrossWithoutHarm() throws Exception {
    for (int round = 0; round < 200; round++) {
      room.clock().pass(PAUSE);
      Thread looking = new Thread(() -> room.round(idle));
      looking.start();
      try (DesktopUses.Use acting = room.uses().begin(id)) {
        Desktop desktop = room.sessions().desktop(id);
        looking.join();
        assertThat(desktop.connected()).as("round %d", round).isTrue();
        assertThat(room.runtime().state(id)).isEqualTo(DesktopState.RUNNING);
      }
    }
  }

  @Test
  void anEngineThatRefusesLeavesItReadyForWhoeverWantsIt() throws InterruptedException {
    room.runtime().failOn("pause");
    assertThatThrownBy(() -> passAndLook(PAUSE)).isInstanceOf(DesktopException.class);
    assertThat(status()).isEqualTo(SessionStatus.READY);
    assertThat(room.sessions().desktop(id).connected()).isTrue();
  }

  @Test
  void whatWasPausedForLongIsStoppedAndStartsWhenItIsWanted() throws InterruptedException {
    passAndLook(PAUSE);
    passAndLook(STOP.minusSeconds(1));
    assertThat(status()).isEqualTo(SessionStatus.PAUSED);
    passAndLook(Duration.ofSeconds(1));
    assertThat(status()).isEqualTo(SessionStatus.STOPPED);
    assertThat(room.runtime().state(id)).isEqualTo(DesktopState.STOPPED);
    assertThat(room.sessions().get(id).problem()).isEmpty();
    assertThat(room.changes()).endsWith("session.stopped");
    assertThat(room.sessions().desktop(id).connected()).isTrue();
  }

  @Test
  void whatWasWokenMeanwhileIsPausedForTheFullTimeAgainBeforeItIsStopped()
      throws InterruptedException {
    passAndLook(PAUSE);
    passAndLook(STOP.minusSeconds(1));
    room.sessions().desktop(id);
    passAndLook(PAUSE);
    passAndLook(STOP.minusSeconds(1));
    assertThat(status()).isEqualTo(SessionStatus.PAUSED);
  }

  @Test
  void zeroMeansNever() {
    IdleDesktops never = idle(Duration.ZERO, Duration.ZERO);
    room.clock().pass(Duration.ofDays(365));
    room.round(never);
    assertThat(status()).isEqualTo(SessionStatus.READY);
    room.sessions().pause(id, "ada");
    room.round(never);
    room.clock().pass(Duration.ofDays(365));
    room.round(never);
    assertThat(status()).isEqualTo(SessionStatus.PAUSED);
  }

  @Test
  void partsOfAMinuteCanBeSetAndNonsenseCannot() {
    assertThat(IdleDesktops.minutes("X", new BigDecimal("0.05"))).isEqualTo(Duration.ofSeconds(3));
    assertThatThrownBy(() -> IdleDesktops.minutes("X", new BigDecimal("-1")))
        .hasMessageContaining("X is from 0 to");
  }

  private IdleDesktops idle(Duration pause, Duration stop) {
    return new IdleDesktops(
        room.records(),
        room.open(),
        room.runtimes(),
        room.turns(),
        room.uses(),
        room.work(),
        room.clock(),
        pause,
        stop);
  }

  @Test
  void onePausedAgainAfterAShortUseHasItsTimeAnew() {
    room.sessions().pause(id, "ada");
    passAndLook(STOP.minusMinutes(1));
    room.uses().note(id);
    passAndLook(Duration.ofMinutes(2));
    assertThat(status()).isEqualTo(SessionStatus.PAUSED);
    passAndLook(STOP);
    assertThat(status()).isEqualTo(SessionStatus.STOPPED);
  }

  private void passAndLook(Duration time) {
    room.clock().pass(time);
    room.round(idle);
  }

  private SessionStatus status() {
    return room.sessions().get(id).status();
  }

  private Desktop desktop() {
    try {
      return room.sessions().desktop(id);
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
