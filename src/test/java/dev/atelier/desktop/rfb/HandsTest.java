package dev.atelier.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.KeyChord;
import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.ScrollDirection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the server is sent for what is done with mouse and keyboard. */
@Timeout(20)
class HandsTest {
  private final ScriptedServer server = new ScriptedServer(200, 100);
  private Desktop desktop;

  @BeforeEach
  void connect() {
    desktop = new RfbDriver(RfbDesktopTest.BOUNDS, Encoding.WANTED).drive(server, new WatchLog());
  }

  @AfterEach
  void close() {
    desktop.close();
  }

  @Test
  void movesPressesAndReleases() {
    desktop.moveMouse(new Point(10, 20));
    desktop.press(MouseButton.LEFT);
    desktop.press(MouseButton.RIGHT);
    desktop.moveMouse(new Point(11, 21));
    desktop.release(MouseButton.LEFT);
    desktop.release(MouseButton.RIGHT);

    assertThat(server.heard())
        .containsExactly(
            "buttons 0 at 10,20",
            "buttons 1 at 10,20",
            "buttons 5 at 10,20",
            "buttons 5 at 11,21",
            "buttons 4 at 11,21",
            "buttons 0 at 11,21");
    assertThat(desktop.cursor()).isEqualTo(new Point(11, 21));
  }

  @Test
  void clicksAsOftenAsItIsTold() {
    desktop.moveMouse(new Point(10, 20));
    desktop.click(MouseButton.RIGHT, 2);

    assertThat(server.heard())
        .containsExactly(
            "buttons 0 at 10,20",
            "buttons 4 at 10,20",
            "buttons 0 at 10,20",
            "buttons 4 at 10,20",
            "buttons 0 at 10,20");
  }

  @ParameterizedTest
  @CsvSource({"UP, 8", "DOWN, 16", "LEFT, 32", "RIGHT, 64"})
  void scrollsWithTheWheelsButtons(ScrollDirection direction, int button) {
    desktop.moveMouse(new Point(10, 20));
    desktop.scroll(direction, 2);

    assertThat(server.heard().subList(1, 5))
        .containsExactly(
            "buttons " + button + " at 10,20",
            "buttons 0 at 10,20",
            "buttons " + button + " at 10,20",
            "buttons 0 at 10,20");
  }

  @Test
  void pressesChordsInOrderAndReleasesThemInReverse() {
    desktop.press(KeyChord.parse("ctrl+shift+t"));
    desktop.release(KeyChord.parse("ctrl+shift+t"));

    assertThat(server.heard())
        .containsExactly(
            "key ffe3 down",
            "key ffe1 down",
            "key 54 down",
            "key 54 up",
            "key ffe1 up",
            "key ffe3 up");
  }

  @Test
  void typesCharacterByCharacterAfterATouchOfShift() throws Exception {
    desktop.type("aé\r\n🙂");

    assertThat(server.heard())
        .containsExactly(
            "key ffe1 down",
            "key ffe1 up",
            "key 61 down",
            "key 61 up",
            "key e9 down",
            "key e9 up",
            "key ff0d down",
            "key ff0d up",
            "key 101f642 down",
            "key 101f642 up");
  }

  @Test
  void refusesPlacesOutsideTheScreen() {
    assertThatExceptionOfType(InvalidAction.class)
        .isThrownBy(() -> desktop.moveMouse(new Point(200, 0)))
        .withMessageContaining("200x100");
    assertThat(server.heard()).isEmpty();
  }

  @Test
  void holdsForTheTimeAndRepeatsTheLastKey() throws Exception {
    long begin = System.nanoTime();
    desktop.hold(KeyChord.parse("shift+a"), Duration.ofMillis(700));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(690));
    List<String> heard = server.heard();
    assertThat(heard).startsWith("key ffe1 down", "key 41 down", "key 41 down");
    assertThat(heard).endsWith("key 41 down", "key 41 up", "key ffe1 up");
    assertThat(heard.size()).isBetween(6, 12);
  }

  @Test
  void anInterruptEndsTheHoldAndReleasesTheKeys() throws Exception {
    AtomicBoolean heardIt = new AtomicBoolean();
    Thread holder =
        new Thread(
            () -> {
              try {
                desktop.hold(KeyChord.parse("ctrl+a"), Duration.ofMinutes(5));
              } catch (InterruptedException stop) {
                heardIt.set(true);
              }
            });
    holder.start();
    await().until(() -> server.heard().contains("key 61 down"));
    holder.interrupt();
    holder.join(5000);

    assertThat(heardIt).isTrue();
    await().until(() -> server.heard().contains("key ffe3 up"));
    assertThat(server.heard()).endsWith("key 61 up", "key ffe3 up");
  }

  @Test
  void whoeverWaitsBehindAHoldIsFreedByAnInterruptAndDoesNothing() throws Exception {
    holdForMinutes();
    FutureTask<Boolean> click =
        new FutureTask<>(
            () -> {
              assertThatExceptionOfType(DesktopException.class)
                  .isThrownBy(() -> desktop.click(MouseButton.LEFT, 1))
                  .withMessageContaining("cancelled");
              return Thread.currentThread().isInterrupted();
            });
    interruptOnceItWaits(click);

    assertThat(click.get(5, TimeUnit.SECONDS)).isTrue();
    assertThat(server.heard()).noneMatch(heard -> heard.startsWith("buttons"));
    assertThat(server.heard()).doesNotContain("key 61 up");
  }

  @Test
  void aReleaseThatWaitsBehindAHoldIsCarriedOutAtAnInterrupt() throws Exception {
    desktop.moveMouse(new Point(10, 20));
    desktop.press(MouseButton.LEFT);
    holdForMinutes();
    FutureTask<Boolean> release =
        new FutureTask<>(
            () -> {
              desktop.release(MouseButton.LEFT);
              return Thread.currentThread().isInterrupted();
            });
    interruptOnceItWaits(release);

    assertThat(release.get(5, TimeUnit.SECONDS)).isTrue();
    await().until(() -> server.heard().contains("buttons 0 at 10,20") && leftButtonIsUp());
    assertThat(server.heard()).doesNotContain("key 61 up");
  }

  @Test
  void whoeverTakesControlDoesNotWaitForWhatHoldsTheTurnToHaveAButtonReleased() {
    desktop.moveMouse(new Point(10, 20));
    desktop.press(MouseButton.LEFT);
    holdForMinutes();
    desktop.letGo();

    await().until(this::leftButtonIsUp);
    assertThat(server.heard()).doesNotContain("key 61 up");
  }

  private boolean leftButtonIsUp() {
    List<String> heard = server.heard();
    return heard.lastIndexOf("buttons 0 at 10,20") > heard.lastIndexOf("buttons 1 at 10,20");
  }

  /** Ends with the connection. */
  private void holdForMinutes() {
    Thread holder =
        new Thread(
            () -> {
              try {
                desktop.hold(KeyChord.parse("ctrl+a"), Duration.ofMinutes(5));
              } catch (InterruptedException | DesktopException closed) {
                Thread.currentThread().interrupt();
              }
            });
    holder.start();
    await().until(() -> server.heard().contains("key 61 down"));
  }

  private static void interruptOnceItWaits(FutureTask<Boolean> work) {
    Thread thread = new Thread(work);
    thread.start();
    await().until(() -> thread.getState() == Thread.State.WAITING);
    thread.interrupt();
  }

  @Test
  void typingHearsAnInterruptBetweenPieces() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> desktop.type("x".repeat(10_000)))
        .isInstanceOf(InterruptedException.class);
    assertThat(server.heard().size()).isLessThan(100);
  }

  @Test
  void callsOfManyThreadsAreCarriedOutWhole() throws Exception {
    List<Thread> typists = new ArrayList<>();
    for (char letter : new char[] {'a', 'b', 'c', 'd'}) {
      Thread typist = new Thread(() -> typeQuietly(String.valueOf(letter).repeat(200)));
      typists.add(typist);
      typist.start();
    }
    for (Thread typist : typists) {
      typist.join();
    }

    List<String> keys = server.heard().subList(2, server.heard().size());
    assertThat(keys).hasSize(1600);
    for (int n = 0; n < 4; n++) {
      assertThat(keys.subList(n * 400, n * 400 + 400).stream().distinct()).hasSize(2);
    }
  }

  private void typeQuietly(String text) {
    try {
      desktop.type(text);
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }
}
