package dev.atelier.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a desktop does with a server that says nothing while nobody asks it anything. */
@Timeout(20)
class HeartbeatTest {
  private static final Duration SILENCE = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofMillis(500);
  private static final Duration LONG = SILENCE.plus(ANSWER).multipliedBy(2);
  private static final Bounds BOUNDS =
      new Bounds(
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          ANSWER,
          SILENCE,
          Duration.ofMillis(10),
          Duration.ofMillis(100));

  private final ScriptedServer server = new ScriptedServer(200, 100);
  private final WatchLog watch = new WatchLog();
  private final RfbDriver driver = new RfbDriver(BOUNDS, Encoding.WANTED);

  @Test
  void aServerThatAnswersNoMoreIsLostAndFoundAgain() {
    try (Desktop desktop = driver.drive(new SocketToServer(server), watch)) {
      long begin = System.nanoTime();
      server.fallSilent(true);

      await().until(() -> !desktop.connected());
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isBetween(ANSWER.dividedBy(2), SILENCE.plus(ANSWER).plusSeconds(2));
      assertThatExceptionOfType(DesktopException.class).isThrownBy(desktop::screenshot);
      await().until(() -> !watch.told().isEmpty());
      assertThat(watch.told()).containsExactly("lost: the VNC server did not answer within 500 ms");

      server.fallSilent(false);
      await().until(() -> watch.told().contains("restored"));
      assertThat(desktop.connected()).isTrue();
    }
  }

  @Test
  void soIsOneThatReadsNoMore() {
    try (Desktop desktop = driver.drive(new SocketToServer(server), watch)) {
      server.fallDeaf();

      await().until(() -> !watch.told().isEmpty());
      assertThat(watch.told().get(0)).contains("did not answer");
    }
  }

  @Test
  void oneThatOnlyHasNothingToSayIsAskedNowAndThenAndKept() throws Exception {
    try (Desktop desktop = driver.drive(server, watch)) {
      int before = server.fences();
      long begin = System.nanoTime();
      await().until(() -> server.fences() - before >= 3);

      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isGreaterThan(SILENCE.multipliedBy(2));
      assertThat(watch.told()).isEmpty();
      assertThat(server.heard()).isEmpty();
      assertThat(desktop.connected()).isTrue();
    }
  }

  @Test
  void oneThatPaintsNeedNotBeAsked() throws Exception {
    try (Desktop desktop = driver.drive(server, watch)) {
      int before = server.fences();
      await()
          .pollInterval(SILENCE.dividedBy(10))
          .during(LONG)
          .atMost(LONG.multipliedBy(3))
          .until(
              () -> {
                server.paint(0, 0, 10, 10, (int) System.nanoTime());
                return server.fences() - before < 4;
              });

      assertThat(server.fences() - before).isLessThan(4);
      assertThat(desktop.connected()).isTrue();
    }
  }

  @Test
  void oneWithoutFencesIsNotAsked() throws Exception {
    server.forgetFences();
    try (Desktop desktop = driver.drive(server, watch)) {
      await()
          .during(LONG)
          .atMost(LONG.multipliedBy(3))
          .untilAsserted(() -> assertThat(server.fences()).isZero());
      assertThat(watch.told()).isEmpty();
      assertThat(desktop.connected()).isTrue();
    }
  }

  @Test
  void afterTheEndNothingIsAsked() throws Exception {
    driver.drive(server, watch).close();
    int before = server.fences();
    await()
        .during(SILENCE.multipliedBy(3))
        .atMost(SILENCE.multipliedBy(9))
        .untilAsserted(() -> assertThat(server.fences()).isEqualTo(before));
    assertThat(server.opened()).isEqualTo(1);
  }
}
