package dev.atelier.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a desktop does with a server that works: looking, clipboard, size. */
@Timeout(20)
class RfbDesktopTest {
  static final Bounds BOUNDS =
      new Bounds(
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          Duration.ofMinutes(1),
          Duration.ofMillis(10),
          Duration.ofMillis(100));
  private static final Duration MOMENT = Duration.ofMillis(100);

  /** Of somebody who paints, on a machine that is busy. */
  private static final Duration LONGER_THAN_ANY_PAUSE = Duration.ofMillis(700);

  private static final Duration LONG = Duration.ofSeconds(5);

  private final ScriptedServer server = new ScriptedServer(200, 100);
  private final CountDownLatch enough = new CountDownLatch(1);
  private Desktop desktop;

  @BeforeEach
  void connect() {
    desktop = new RfbDriver(BOUNDS, Encoding.WANTED).drive(server, new WatchLog());
  }

  @AfterEach
  void close() {
    desktop.close();
  }

  @Test
  void showsTheFirstPictureAtOnce() {
    Screenshot screen = desktop.screenshot();

    assertThat(desktop.size()).isEqualTo(new Size(200, 100));
    assertThat(screen.rgb(0, 0)).isEqualTo(0x112233);
    assertThat(screen.rgb(199, 99)).isEqualTo(0x112233);
  }

  @Test
  void seesWhatIsPainted() throws Exception {
    Screenshot before = desktop.screenshot();
    server.paint(10, 20, 30, 40, 0xFF8800);

    Screenshot after = desktop.awaitChange(before, LONG);

    assertThat(after.rgb(10, 20)).isEqualTo(0xFF8800);
    assertThat(after.rgb(39, 59)).isEqualTo(0xFF8800);
    assertThat(after.rgb(40, 20)).isEqualTo(0x112233);
    assertThat(before.rgb(10, 20)).isEqualTo(0x112233);
  }

  @Test
  void thePictureIsTheSameObjectUntilSomethingReallyChanges() throws Exception {
    Screenshot before = desktop.screenshot();
    server.paint(0, 0, 200, 100, 0x112233);

    Screenshot after = desktop.awaitChange(before, MOMENT);

    assertThat(after).isSameAs(before);
  }

  @Test
  void awaitingAChangeEndsAtItsLimit() throws Exception {
    long begin = System.nanoTime();

    desktop.awaitChange(desktop.screenshot(), MOMENT);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(MOMENT, LONG);
  }

  @Test
  void settlesOnceItIsQuiet() throws Exception {
    Thread painter = paintFor(300);

    Screenshot settled = desktop.settledScreenshot(LONGER_THAN_ANY_PAUSE, LONG);

    assertThat(painter.isAlive()).isFalse();
    assertThat(settled.rgb(150, 50)).isEqualTo(desktop.screenshot().rgb(150, 50));
  }

  @Test
  void countsTheQuietFromTheLastInputToo() throws Exception {
    desktop.settledScreenshot(Duration.ofMillis(200), LONG);
    desktop.moveMouse(new Point(5, 5));
    long begin = System.nanoTime();

    desktop.settledScreenshot(Duration.ofMillis(200), LONG);

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void settlingEndsAtItsLimitWhenTheScreenNeverRests() throws Exception {
    paintFor(2000);
    long begin = System.nanoTime();

    desktop.settledScreenshot(Duration.ofMillis(300), Duration.ofMillis(600));

    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofMillis(600), Duration.ofMillis(1500));
    enough.countDown();
  }

  @Test
  void aPointerThatKeepsTurningDoesNotPreventSettling() throws Exception {
    desktop.moveMouse(new Point(150, 50));
    Thread painter = paintFor(3000);
    long begin = System.nanoTime();

    desktop.settledScreenshot(MOMENT, LONG);

    assertThat(painter.isAlive()).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    enough.countDown();
  }

  /** Paints at [150, 50] every few milliseconds. */
  private Thread paintFor(int millis) throws IOException {
    server.paint(150, 50, 10, 10, 1);
    long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    Thread painter =
        new Thread(
            () -> {
              try {
                for (int n = 2; System.nanoTime() < end; n++) {
                  server.paint(150, 50, 10, 10, n);
                  if (enough.await(10, TimeUnit.MILLISECONDS)) {
                    return;
                  }
                }
              } catch (IOException | InterruptedException over) {
                // the test is over
              }
            });
    painter.setDaemon(true);
    painter.start();
    return painter;
  }

  @Test
  void settlingHearsAnInterrupt() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> desktop.settledScreenshot(LONG, LONG))
        .isInstanceOf(InterruptedException.class);
  }

  @Test
  void thePointerIsWhereTheServerSaysAPersonPutIt() throws Exception {
    server.send(
        ScriptedServer.update(
            ScriptedServer.rectangle(33, 44, 0, 0, Encoding.POINTER_POSITION, new byte[0])));

    await().until(() -> desktop.cursor().equals(new Point(33, 44)));
  }

  @Test
  void resizesAndKeepsTheScreensIdentity() throws Exception {
    desktop.resize(new Size(300, 150));

    assertThat(desktop.size()).isEqualTo(new Size(300, 150));
    assertThat(server.heard()).containsExactly("resize 300x150 screen " + 0x77 + " flags " + 0x99);
    await().until(() -> desktop.screenshot().rgb(299, 149) == 0x112233);
  }

  @ParameterizedTest
  @CsvSource({"1, does not allow it", "2, memory", "3, invalid", "4, passed the wish on", "9, 9"})
  void saysWhyItCannotResize(int status, String reason) {
    server.answerResizesWith(status);

    assertThatExceptionOfType(DesktopException.class)
        .isThrownBy(() -> desktop.resize(new Size(300, 150)))
        .withMessageContaining("300x150")
        .withMessageContaining(reason);
    assertThat(desktop.size()).isEqualTo(new Size(200, 100));
    assertThat(desktop.connected()).isTrue();
  }

  @Test
  void followsTheSizeThatAnotherViewerChose() throws Exception {
    server.resizeByAnother(320, 240, 0x445566);

    await().until(() -> desktop.screenshot().rgb(desktop.size().width() - 1, 50) == 0x445566);
    assertThat(desktop.size()).isEqualTo(new Size(320, 240));
    desktop.moveMouse(new Point(319, 239));
  }

  @Test
  void takesPlainCutTextWhereTheServerKnowsNoBetter() throws Exception {
    server.send(new byte[] {3, 0, 0, 0, 0, 0, 0, 2, 'h', (byte) 0xE9});

    await().until(() -> desktop.clipboard().isPresent());
    assertThat(desktop.clipboard()).contains("hé");
    desktop.copyToClipboard("grüße");
    assertThat(server.heard()).containsExactly("cut text grüße");
  }

  @Test
  void fetchesUnicodeThatWasCopiedOnTheDesktop() throws Exception {
    server.send(ScriptedServer.clipboard(ExtendedClipboard.caps()));
    server.send(
        ScriptedServer.clipboard(
            ExtendedClipboard.message(ExtendedClipboard.NOTIFY | ExtendedClipboard.TEXT)));
    await().until(() -> server.heard().contains("clipboard request"));
    server.send(ScriptedServer.clipboard(ExtendedClipboard.provide("日本\n🙂")));

    await().until(() -> desktop.clipboard().isPresent());
    assertThat(desktop.clipboard()).contains("日本\n🙂");
  }

  @Test
  void holdsUnicodeOutToTheDesktop() throws Exception {
    server.send(ScriptedServer.clipboard(ExtendedClipboard.caps()));
    await().until(() -> server.heard().contains("clipboard caps"));
    desktop.copyToClipboard("日本 🙂");
    server.send(
        ScriptedServer.clipboard(
            ExtendedClipboard.message(ExtendedClipboard.REQUEST | ExtendedClipboard.TEXT)));

    await().until(() -> server.heard().size() == 3);
    assertThat(server.heard())
        .containsExactly("clipboard caps", "clipboard notify", "clipboard provide 日本 🙂");
    assertThat(desktop.clipboard()).contains("日本 🙂");
  }

  @Test
  void refusesMoreThanTheDesktopsClipboardTakes() {
    assertThatExceptionOfType(DesktopException.class)
        .isThrownBy(() -> desktop.copyToClipboard("x".repeat(300_000)))
        .withMessageContaining("255 KiB");
  }
}
