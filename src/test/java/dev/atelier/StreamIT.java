package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Watching a task: many at once, from any place, and whatever the others do. */
class StreamIT {
  private static final int SILENT = 30;
  private static final int WATCHERS = 40;
  private static final Duration LONG = Duration.ofMinutes(3);

  private static RunningServer server;
  private static String session = "";

  @BeforeAll
  static void start() {
    server = RunningServer.shared();
    Answer made = server.post("/sessions?wait=ready", "{\"label\":\"Streams\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    session = "/sessions/" + made.text("id");
  }

  @AfterAll
  static void stop() {
    server.delete(session + "?purge=true");
  }

  @Test
  void stepsAreToldInOrderFromAnyPlaceAndTheEndOnce() {
    String task = submit(presses(12));
    try (EventReader all = EventReader.open(server, task + "/stream", 0)) {
      await().atMost(LONG).until(() -> all.ids().size() >= 4);
      EventReader joining = EventReader.open(server, task + "/stream", 2).awaitOver(LONG);
      all.awaitOver(LONG);
      int last = all.ids().size();
      assertThat(all.ids()).isEqualTo(from(1, last));
      assertThat(all.ends()).hasSize(1);
      assertThat(all.ends().get(0)).containsEntry("status", "completed");
      assertThat(joining.ids()).isEqualTo(from(3, last));
      assertThat(joining.ends()).isEqualTo(all.ends());

      EventReader header = EventReader.open(server, task + "/stream", 5).awaitOver(LONG);
      assertThat(header.ids()).isEqualTo(from(6, last));
      EventReader parameter =
          EventReader.open(server, task + "/stream?last_event_id=7", 0).awaitOver(LONG);
      assertThat(parameter.ids()).isEqualTo(from(8, last));
      EventReader nonsense =
          EventReader.open(server, task + "/stream?last_event_id=abc", 0).awaitOver(LONG);
      assertThat(nonsense.ids()).isEqualTo(from(1, last));
      EventReader future = EventReader.open(server, task + "/stream", 999).awaitOver(LONG);
      assertThat(future.ids()).isEmpty();
      assertThat(future.ends()).isEqualTo(all.ends());
    }
  }

  @Test
  void clientsThatDoNotReadDelayNeitherTheTaskNorTheOthers() throws IOException {
    String alone = submit(presses(40));
    EventReader.open(server, alone + "/stream", 0).awaitOver(LONG);
    Duration undisturbed = duration(alone);

    String task = submit(presses(40));
    List<Socket> silent = new ArrayList<>();
    List<EventReader> watchers = new ArrayList<>();
    try {
      for (int n = 0; n < SILENT; n++) {
        silent.add(asksAndDoesNotRead(task + "/stream"));
      }
      for (int n = 0; n < WATCHERS; n++) {
        watchers.add(EventReader.open(server, task + "/stream", 0));
      }
      watchers.forEach(watcher -> watcher.awaitOver(LONG));
      int last = watchers.get(0).ids().size();
      assertThat(last).isGreaterThanOrEqualTo(40);
      assertThat(watchers)
          .allSatisfy(
              watcher -> {
                assertThat(watcher.ids()).isEqualTo(from(1, last));
                assertThat(watcher.ends()).hasSize(1);
              });
      assertThat(watchers.get(WATCHERS - 1).delays().subList(last / 2, last))
          .allMatch(delay -> delay.compareTo(Duration.ofSeconds(2)) < 0);
      assertThat(duration(task)).isLessThan(undisturbed.multipliedBy(2).plusSeconds(5));
    } finally {
      watchers.forEach(EventReader::close);
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  @Test
  void aQuietStreamIsKeptAliveAndClosedOnesAreForgotten() {
    String task = submit("wait 100 seconds");
    try (EventReader quiet = EventReader.open(server, task + "/stream", 0)) {
      await().atMost(Duration.ofSeconds(20)).until(() -> quiet.comments() > 0);
      List<EventReader> passing = new ArrayList<>();
      for (int n = 0; n < WATCHERS; n++) {
        passing.add(EventReader.open(server, task + "/stream", 0));
      }
      long during = sockets();
      assertThat(during).isGreaterThanOrEqualTo(WATCHERS);
      passing.forEach(EventReader::close);
      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(() -> assertThat(sockets()).isLessThan(during - WATCHERS / 2));
      assertThat(quiet.over()).isFalse();
      server.post(task + "/cancel", "");
      quiet.awaitOver(Duration.ofSeconds(15));
      assertThat(quiet.ends()).singleElement().extracting("status").isEqualTo("cancelled");
    }
  }

  @Test
  void aStreamOfNothingIs404() {
    assertThat(server.get(session + "/task/task_none/stream").status()).isEqualTo(404);
    String task = submit("press Escape");
    String name = task.substring(task.lastIndexOf('/') + 1);
    assertThat(server.get("/sessions/sess_other/task/" + name + "/stream").status()).isEqualTo(404);
    EventReader.open(server, task + "/stream", 0).awaitOver(LONG);
  }

  private static String submit(String goal) {
    Answer accepted = server.post(session + "/task", Json.write(Map.of("goal", goal)));
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    return session + "/task/" + accepted.text("task_id");
  }

  private static String presses(int times) {
    return String.join(", ", Collections.nCopies(times, "press Escape"));
  }

  private static List<Integer> from(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }

  private static Duration duration(String task) {
    Map<String, Object> transcript = server.get(task).json();
    return Duration.between(
        java.time.Instant.parse(transcript.get("started_at").toString()),
        java.time.Instant.parse(transcript.get("finished_at").toString()));
  }

  private static Socket asksAndDoesNotRead(String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(1024);
    URI base = URI.create(server.baseUrl());
    socket.connect(new InetSocketAddress(base.getHost(), base.getPort()));
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** How many sockets the server holds. */
  private static long sockets() {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + server.pid() + "/fd"))) {
      return files.filter(StreamIT::isSocket).count();
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }

  private static boolean isSocket(Path file) {
    try {
      return Files.readSymbolicLink(file).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
