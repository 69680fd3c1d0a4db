package dev.atelier.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A desktop that is held still says nothing, and nobody takes that for a loss. */
@Timeout(30)
class StillnessTest {
  private static final Duration SILENCE = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofMillis(600);

  /** By then anybody would have given it up. */
  private static final Duration LONG = SILENCE.plus(ANSWER).multipliedBy(2);

  private static final Bounds BOUNDS =
      new Bounds(
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          ANSWER,
          SILENCE,
          Duration.ofMillis(10),
          Duration.ofMillis(100));

  private final ScriptedServer server = new ScriptedServer(200, 100);
  private final WatchLog watch = new WatchLog();
  private Desktop desktop;

  @BeforeEach
  void connect() {
    desktop = new RfbDriver(BOUNDS, Encoding.WANTED).drive(server, watch);
  }

  @AfterEach
  void close() {
    desktop.close();
  }

  @Test
  void itsConnectionIsKeptHoweverLongItIsSilent() {
    heldStill(() -> {});

    assertThat(desktop.connected()).isTrue();
    desktop.moveMouse(new Point(3, 4));
    assertThat(watch.told()).isEmpty();
    assertThat(server.opened()).isEqualTo(1);
  }

  @Test
  void whoActsMeanwhileWaitsAndItIsDoneOnceAfterwards() throws Exception {
    AtomicReference<FutureTask<Point>> acting = new AtomicReference<>();
    heldStill(
        () ->
            acting.set(
                begin(
                    () -> {
                      desktop.moveMouse(new Point(3, 4));
                      return desktop.cursor();
                    })));

    assertThat(acting.get().get()).isEqualTo(new Point(3, 4));
    assertThat(server.heard()).containsExactly("buttons 0 at 3,4");
    assertThat(watch.told()).isEmpty();
  }

  @Test
  void whoLooksMeanwhileSeesItOnceItGoesOn() throws Exception {
    AtomicReference<FutureTask<Screenshot>> looking = new AtomicReference<>();
    heldStill(
        () -> {
          looking.set(begin(() -> desktop.settledScreenshot(SILENCE, ANSWER)));
          assertThat(desktop.screenshot().rgb(0, 0)).isEqualTo(0x112233);
        });

    assertThat(looking.get().get().rgb(0, 0)).isEqualTo(0x112233);
    assertThat(watch.told()).isEmpty();
  }

  @Test
  void whatWasUnderWayWhenItWasHeldIsDoneWhenItGoesOn() throws Exception {
    server.freeze(true);
    FutureTask<Boolean> copying =
        begin(
            () -> {
              desktop.copyToClipboard("letters");
              return true;
            });
    heldStill(() -> {});

    assertThat(copying.get()).isTrue();
    assertThat(server.heard()).containsExactly("cut text letters");
    assertThat(watch.told()).isEmpty();
  }

  @Test
  void whoGivesUpWaitingForItHasDoneNothing() {
    heldStill(
        () -> {
          FutureTask<Boolean> acting =
              begin(
                  () -> {
                    desktop.moveMouse(new Point(3, 4));
                    return true;
                  });
          acting.cancel(true);
        });

    assertThat(server.heard()).isEmpty();
  }

  @Test
  void oneThatDoesNotGoOnAfterwardsIsLost() {
    var unused =
        desktop.whileStill(
            () -> {
              server.fallSilent(true);
              return desktop;
            });

    await().until(() -> !watch.told().isEmpty());
    assertThat(watch.told().get(0)).contains("did not answer");
  }

  @Test
  void whatTheWorkThrowsIsThrownAndItIsStillNoMore() {
    assertThatExceptionOfType(DesktopException.class)
        .isThrownBy(
            () ->
                desktop.whileStill(
                    () -> {
                      throw new DesktopException("the disk is full");
                    }));
    desktop.moveMouse(new Point(3, 4));
    server.fallSilent(true);
    await().until(() -> !desktop.connected());
  }

  @Test
  void theWorkMayHoldItStillAgainWithinAndEndItsConnection() {
    String done =
        desktop.whileStill(
            () ->
                desktop.whileStill(
                    () -> {
                      desktop.close();
                      return "done";
                    }));

    assertThat(done).isEqualTo("done");
    assertThat(desktop.connected()).isFalse();
  }

  /** Holds it still for long, as an engine does, and does something in the beginning. */
  private void heldStill(Runnable meanwhile) {
    var unused =
        desktop.whileStill(
            () -> {
              server.freeze(true);
              meanwhile.run();
              await()
                  .during(LONG)
                  .atMost(LONG.multipliedBy(5))
                  .untilAsserted(() -> assertThat(watch.told()).isEmpty());
              server.freeze(false);
              return desktop;
            });
  }

  private static <T> FutureTask<T> begin(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "somebody");
    thread.setDaemon(true);
    thread.start();
    return task;
  }
}
