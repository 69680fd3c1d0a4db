package dev.atelier.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopDriver.Watcher;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.Point;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a desktop does with a server that dies, falls silent or talks nonsense. */
@Timeout(20)
class ReconnectionTest {
  private static final Duration MOMENT = Duration.ofMillis(100);
  private final ScriptedServer server = new ScriptedServer(200, 100);
  private final WatchLog watch = new WatchLog();
  private final RfbDriver driver = new RfbDriver(RfbDesktopTest.BOUNDS, Encoding.WANTED);

  @AfterEach
  void noThreadIsLeft() {
    await().until(() -> threads() == 0);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("rfb-desktop"))
        .count();
  }

  @Test
  void connectsAgainWhenTheServerHangsUpAndSaysSoOnce() throws Exception {
    try (Desktop desktop = driver.drive(server, watch)) {
      server.hangUp();

      await().until(() -> watch.told().size() == 2);
      assertThat(watch.told())
          .containsExactly("lost: the VNC server ended the connection", "restored");
      assertThat(desktop.connected()).isTrue();
      desktop.moveMouse(new Point(1, 2));
      assertThat(server.heard()).containsExactly("buttons 0 at 1,2");
    }
  }

  @Test
  void keepsTryingAsLongAsItTakes() {
    try (Desktop desktop = driver.drive(server, watch)) {
      server.refuse(true);
      server.hangUp();
      await().until(() -> server.opened() > 5);
      assertThat(desktop.connected()).isFalse();
      assertThat(watch.told()).hasSize(1);
      server.refuse(false);

      await().until(() -> watch.told().contains("restored"));
      assertThat(watch.told()).hasSize(2);
    }
  }

  @Test
  void aCallWaitsForTheReconnection() throws Exception {
    try (Desktop desktop = driver.drive(server, watch)) {
      server.refuse(true);
      server.hangUp();
      await().until(() -> !desktop.connected());
      CompletableFuture<Void> call =
          CompletableFuture.runAsync(() -> desktop.moveMouse(new Point(3, 4)));
      server.refuse(false);

      call.get(5, TimeUnit.SECONDS);
      assertThat(server.heard()).containsExactly("buttons 0 at 3,4");
    }
  }

  @Test
  void aCallFailsWithTheReasonWhenThatTakesTooLong() {
    try (Desktop desktop = driver.drive(server, watch)) {
      server.refuse(true);
      server.hangUp();
      await().until(() -> !desktop.connected());

      assertThatExceptionOfType(DesktopException.class)
          .isThrownBy(desktop::screenshot)
          .withMessage("the desktop cannot be reached: no such desktop");
      assertThat(desktop.size().width()).isEqualTo(200);
    }
  }

  @Test
  void noticesASilentServerWhenItIsAskedToDoSomething() {
    try (Desktop desktop = driver.drive(server, watch)) {
      server.fallSilent(true);

      assertThatExceptionOfType(DesktopException.class)
          .isThrownBy(() -> desktop.moveMouse(new Point(1, 1)))
          .withMessageContaining("did not answer within 500 ms");
      server.fallSilent(false);
      await().until(() -> watch.told().contains("restored"));
      assertThat(watch.told().get(0)).contains("did not answer");
    }
  }

  @Test
  void noticesASilentServerWhenItIsAskedForASettledPicture() {
    try (Desktop desktop = driver.drive(server, watch)) {
      server.fallSilent(true);

      assertThatExceptionOfType(DesktopException.class)
          .isThrownBy(() -> desktop.settledScreenshot(MOMENT, MOMENT));
    }
  }

  @Test
  void isNotHeldUpByAServerThatReadsNothing() {
    try (Desktop desktop = driver.drive(server, watch)) {
      server.fallDeaf();

      assertThatExceptionOfType(DesktopException.class)
          .isThrownBy(() -> desktop.type("x".repeat(100_000)));
    }
  }

  @Test
  void nonsenseEndsTheConnectionAndSaysWhat() throws Exception {
    try (Desktop desktop = driver.drive(server, watch)) {
      server.send(new byte[] {77});

      await().until(() -> watch.told().contains("restored"));
      assertThat(watch.told().get(0))
          .isEqualTo("lost: the VNC server sent a message of unknown type 77");
      assertThat(desktop.connected()).isTrue();
    }
  }

  @Test
  void whatWasPressedIsNotPressedAfterALoss() throws Exception {
    try (Desktop desktop = driver.drive(server, watch)) {
      desktop.press(MouseButton.LEFT);
      server.hangUp();
      await().until(() -> watch.told().contains("restored"));

      assertThatExceptionOfType(DesktopException.class)
          .isThrownBy(() -> desktop.release(MouseButton.LEFT))
          .withMessageContaining("nothing is pressed now");
      desktop.moveMouse(new Point(9, 9));
      assertThat(server.heard()).endsWith("buttons 0 at 9,9");
    }
  }

  @Test
  void holdsTheClipboardOutAgain() throws Exception {
    try (Desktop desktop = driver.drive(server, watch)) {
      desktop.copyToClipboard("kept");
      server.hangUp();
      await().until(() -> watch.told().contains("restored"));
      server.send(ScriptedServer.clipboard(ExtendedClipboard.caps()));

      await().until(() -> server.heard().contains("clipboard notify"));
    }
  }

  @Test
  void aWatcherThatFailsHarmsNobody() {
    Watcher failing =
        new Watcher() {
          @Override
          public void lost(String reason) {
            throw new IllegalStateException("their fault");
          }

          @Override
          public void restored() {
            watch.restored();
            throw new IllegalStateException("theirs again");
          }
        };
    try (Desktop desktop = driver.drive(server, failing)) {
      server.hangUp();
      await().until(() -> !watch.told().isEmpty());
      desktop.moveMouse(new Point(1, 1));
    }
  }

  @Test
  void aDesktopThatShowsNothingIsAnErrorWithinTheBound() {
    server.fallSilent(true);

    assertThatExceptionOfType(DesktopException.class)
        .isThrownBy(() -> driver.drive(server, watch))
        .withMessageStartingWith("the desktop did not show a picture");
    assertThat(watch.told()).isEmpty();
  }

  @Test
  void aStreamThatCannotBeOpenedIsAnErrorAtOnce() {
    server.refuse(true);
    long begin = System.nanoTime();

    assertThatExceptionOfType(DesktopException.class)
        .isThrownBy(() -> driver.drive(server, watch))
        .withMessage("the desktop did not show a picture: no such desktop");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void closingEndsTheThreadAndEveryCall() {
    Desktop desktop = driver.drive(server, watch);
    assertThat(threads()).isEqualTo(1);
    desktop.close();
    desktop.close();

    assertThat(threads()).isZero();
    assertThat(desktop.connected()).isFalse();
    assertThatExceptionOfType(DesktopException.class)
        .isThrownBy(desktop::screenshot)
        .withMessage("the desktop cannot be reached: it was closed");
    assertThat(watch.told()).isEmpty();
  }

  @Test
  void closingEndsTheAttemptsToConnect() {
    Desktop desktop = driver.drive(server, watch);
    server.refuse(true);
    server.hangUp();
    await().until(() -> server.opened() > 2);
    desktop.close();

    assertThat(threads()).isZero();
  }

  @Test
  void closingFreesWhoeverWaits() throws Exception {
    Desktop desktop = driver.drive(server, watch);
    server.fallSilent(true);
    CompletableFuture<Void> call =
        CompletableFuture.runAsync(() -> desktop.moveMouse(new Point(3, 4)));
    await().until(() -> !server.heard().isEmpty());
    desktop.close();

    assertThat(call).failsWithin(Duration.ofMillis(300));
  }
}
