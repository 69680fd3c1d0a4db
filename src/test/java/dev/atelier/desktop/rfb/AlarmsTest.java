package dev.atelier.desktop.rfb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.MouseButton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AlarmsTest {
  private static final Duration MOMENT = Duration.ofMillis(50);

  @Test
  void anAlarmThatBlocksDelaysNoOther() throws InterruptedException {
    Semaphore released = new Semaphore(0);
    CountDownLatch rung = new CountDownLatch(1);
    Alarms.after(Duration.ZERO, released::acquireUninterruptibly);
    Alarms.after(MOMENT, rung::countDown);

    assertThat(rung.await(5, TimeUnit.SECONDS)).isTrue();
    released.release();
  }

  @Test
  void aCancelledAlarmIsSilent() throws InterruptedException {
    CountDownLatch rung = new CountDownLatch(1);
    Future<?> alarm = Alarms.after(MOMENT, rung::countDown);
    alarm.cancel(false);

    assertThat(rung.await(MOMENT.toMillis() * 4, TimeUnit.MILLISECONDS)).isFalse();
  }

  /**
   * In a process of its own, which has a common pool also on a machine with few processors, where
   * the JDK otherwise gives each job a thread.
   */
  @Test
  void aServerIsGivenUpInTimeWhileTheCommonPoolIsBusy() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                "-cp",
                System.getProperty("java.class.path"),
                BusyCommonPool.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it ends").isTrue();
      assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
          .contains("did not answer within 500 ms");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Sends more than a deaf server takes while nothing on the common pool moves. */
  static final class BusyCommonPool {
    private BusyCommonPool() {}

    public static void main(String[] none) throws InterruptedException {
      Semaphore never = new Semaphore(0);
      for (int job = 0; job < 8; job++) {
        CompletableFuture.runAsync(never::acquireUninterruptibly);
      }
      ScriptedServer server = new ScriptedServer(200, 100);
      try (Desktop desktop =
          new RfbDriver(RfbDesktopTest.BOUNDS, Encoding.WANTED).drive(server, new WatchLog())) {
        server.fallDeaf();
        desktop.click(MouseButton.LEFT, 1000);
      } catch (DesktopException expected) {
        System.out.println(expected.getMessage());
      }
      System.exit(0);
    }
  }
}
