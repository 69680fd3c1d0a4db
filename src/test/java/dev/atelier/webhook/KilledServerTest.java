package dev.atelier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.HandSetClock;
import dev.atelier.storage.OutboxOnH2;
import dev.atelier.task.SampleTasks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was to be told is told, also when the process is killed in the middle of telling it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class KilledServerTest {
  private static final int EVENTS = 6;

  @TempDir private Path directory;

  @Test
  void nothingIsLostWhenTheServerIsKilledWhileItDelivers() throws Exception {
    try (Receiver receiver = new Receiver()) {
      receiver.answers(message -> number(message) < 2 ? 204 : Receiver.NO_ANSWER);
      Process server = server(receiver);
      await().atMost(Duration.ofSeconds(60)).until(() -> receiver.told().size() == 3);
      server.destroyForcibly().waitFor();

      receiver.answers(message -> 204);
      HandSetClock later = new HandSetClock();
      later.pass(Duration.between(later.instant(), Clock.systemUTC().instant()).plusMinutes(2));
      try (WebhookRoom again = room(directory, later, Optional.of(receiver.url()))) {
        again.nudge();
        await().atMost(Duration.ofSeconds(20)).until(() -> receiver.told().size() >= EVENTS + 1);
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(
                () ->
                    assertThat(
                            again.deliveries().ofWebhook(Webhook.OF_SETTINGS, Optional.empty(), 99))
                        .hasSize(EVENTS)
                        .allMatch(one -> one.state() == Delivery.State.DELIVERED));
      }
      List<Receiver.Told> told = receiver.told();
      assertThat(told).allMatch(Receiver.Told::genuine).hasSize(EVENTS + 1);
      assertThat(told).extracting(KilledServerTest::number).containsExactly(0, 1, 2, 2, 3, 4, 5);
      assertThat(told.get(3).id()).isEqualTo(told.get(2).id());
    }
  }

  private static int number(Receiver.Told message) {
    return Integer.parseInt(message.data().get("task_id").toString().replace("task_", ""));
  }

  private Process server(Receiver receiver) throws Exception {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Server.class.getName(),
            directory.toString(),
            receiver.url())
        .inheritIO()
        .start();
  }

  private static WebhookRoom room(Path directory, Clock clock, Optional<String> url) {
    OutboxOnH2 database =
        new OutboxOnH2("file:" + directory.resolve("db") + ";FILE_LOCK=FS;WRITE_DELAY=0");
    return new WebhookRoom(database, directory, clock, url);
  }

  /** Has things happen, begins to tell them, and waits to be killed. */
  static final class Server {
    private Server() {}

    public static void main(String[] arguments) throws InterruptedException {
      WebhookRoom room =
          room(Path.of(arguments[0]), Clock.tickMillis(ZoneOffset.UTC), Optional.of(arguments[1]));
      for (int n = 0; n < EVENTS; n++) {
        room.happens(SampleTasks.running("task_" + n, "sess_a"), "task.started");
      }
      room.courier().begin();
      var unused = new CountDownLatch(1).await(1, TimeUnit.MINUTES);
    }
  }
}
