package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Three variables are all it takes to keep everything in PostgreSQL, and a killed server's too. */
class ServerOnPostgresIT {
  private static final String GOAL =
      "{\"goal\":\"open Terminal, type \\\"echo grüße-☕\\\", press Return\"}";

  @Test
  void whatWasDoneIsThereAfterTheServerWasKilled() throws SQLException {
    try (RunningPostgres postgres = RunningPostgres.start();
        RunningServer server = RunningServer.start(settings(postgres.newDatabase()))) {
      Answer made = server.post("/sessions?wait=ready", "{\"label\":\"Ada ☕\"}");
      assertThat(made.status()).as(made.text()).isEqualTo(201);
      String session = "/sessions/" + made.text("id");
      Answer accepted = server.post(session + "/task", GOAL);
      assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
      String task = session + "/task/" + accepted.text("task_id");
      EventReader watched =
          EventReader.open(server, task + "/stream", 0).awaitOver(Duration.ofMinutes(1));
      assertThat(watched.ends()).singleElement().extracting("status").isEqualTo("completed");
      Answer transcript = server.get(task);
      assertThat(transcript.list("steps")).hasSize(watched.ids().size()).hasSizeGreaterThan(2);

      for (String path : List.of("/recipes/%00", session + "/task/%00", "/recipes?before=%00")) {
        assertThat(server.get(path).status()).as(path).isIn(400, 404, 422);
      }
      assertThat(server.get("/sessions/%00/vnc").status()).isLessThan(500);

      server.kill();
      server.startAgain();

      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(server.get(session).text("status")).isEqualTo("ready"));
      assertThat(server.get(session).text("label")).isEqualTo("Ada ☕");
      assertThat(server.get(task).text()).isEqualTo(transcript.text());
      EventReader replayed =
          EventReader.open(server, task + "/stream", 0).awaitOver(Duration.ofSeconds(10));
      assertThat(replayed.ids()).isEqualTo(watched.ids());
      assertThat(server.get(session + "/audit/verify").json()).containsEntry("ok", true);
      assertThat(server.get("/tasks").list("items")).hasSize(1);
      assertThat(Path.of(server.home().toString(), "data", "db")).doesNotExist();
    }
  }

  private static Map<String, String> settings(String url) {
    return Map.of(
        "DB_URL", url, "DB_USER", RunningPostgres.USER, "DB_PASSWORD", RunningPostgres.PASSWORD);
  }
}
