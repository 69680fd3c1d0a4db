package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.json.Json;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What goes wrong around the server: nothing is lost, nothing is left, and it says why. */
class RecoveryIT {
  private static final int MANY = 20;

  private final String instance = "test-" + UUID.randomUUID().toString().substring(0, 8);
  private final EngineCommand engine = new EngineCommand(instance);

  @BeforeEach
  void requireEngine() {
    EngineCommand.require();
  }

  @Test
  void aDesktopThatCannotBeMadeLeavesNothingAndSaysWhy() {
    try (RunningServer server = start(Map.of("DESKTOP_IMAGE", "atelier/there-is-none:1"))) {
      Answer refused = server.post("/sessions?wait=ready", "{\"label\":\"Ada\"}");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text("detail")).contains("atelier/there-is-none:1");
      List<Map<String, Object>> sessions = server.get("/sessions").list("items");
      assertThat(sessions).extracting(each -> each.get("status")).containsExactly("failed");
      assertThat(sessions.get(0).get("problem").toString()).contains("atelier/there-is-none:1");
      assertThat(engine.containers()).isEmpty();
      assertThat(engine.volumes()).isEmpty();
      Answer health = server.get("/health");
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.json()).containsEntry("ok", false);
      assertThat(health.text("problems")).contains("atelier/there-is-none:1");
    }
  }

  @Tag("long")
  @Test
  void whatHappensToADesktopBehindTheServersBackIsNoticedAndMended() {
    try (RunningServer server = start(Map.of())) {
      String session = create(server);
      leaveAMark();

      engine.lines("rm", "-f", engine.containers().get(0));
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(status(server, session)).isEqualTo("stopped"));
      assertThat(server.get(session).text("problem")).isNotBlank().isNotEqualTo("null");
      assertThat(server.get(session + "/screenshot").status()).isEqualTo(200);
      assertThat(status(server, session)).isEqualTo("ready");
      assertTheMarkIsThere();

      engine.lines("kill", engine.containers().get(0));
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(status(server, session)).isEqualTo("stopped"));
      assertThat(server.get(session + "/screenshot").status()).isEqualTo(200);
      assertTheMarkIsThere();

      assertThat(server.post(session + "/pause", "").text("status")).isEqualTo("paused");
      assertThat(server.get(session + "/screenshot").status()).isEqualTo(200);

      assertThat(server.delete(session).status()).isEqualTo(204);
      assertThat(engine.containers()).isEmpty();
      assertThat(engine.volumes()).hasSize(1);
      engine.lines("volume", "rm", engine.volumes().get(0));

      String purged = create(server);
      assertThat(server.delete(purged + "?purge=true").status()).isEqualTo(204);
      assertThat(engine.containers()).isEmpty();
      assertThat(engine.volumes()).isEmpty();

      Answer hasty = server.post("/sessions", "{\"label\":\"Hasty\"}");
      server.delete("/sessions/" + hasty.text("id") + "?purge=true");
      await()
          .during(Duration.ofSeconds(2))
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () -> {
                assertThat(engine.containers()).isEmpty();
                assertThat(engine.volumes()).isEmpty();
              });
    }
  }

  @Tag("long")
  @Test
  void aServerThatIsKilledFindsEverythingAgain() throws InterruptedException, SQLException {
    try (RunningServer server = start(Map.of())) {
      String session = create(server);
      leaveAMark();
      Answer accepted =
          server.post(session + "/task", "{\"goal\":\"press Escape, wait 120 seconds\"}");
      String task = session + "/task/" + accepted.text("task_id");
      await().until(() -> !server.get(task).list("steps").isEmpty());
      List<String> waiting =
          List.of(queue(server, session, "Escape"), queue(server, session, "Tab"));
      String catchesUp = daily(server, session, "catch_up");
      String skips = daily(server, session, "skip");

      server.kill();
      theyWereDueTwoHoursAgo(server);
      server.startAgain();

      Answer transcript = server.get(task);
      assertThat(transcript.text("status")).isEqualTo("desktop_error");
      assertThat(transcript.text("error")).contains("the server was stopped");
      assertThat(transcript.text("finished_at")).isNotEqualTo("null");
      EventReader replay =
          EventReader.open(server, task + "/stream", 0).awaitOver(Duration.ofSeconds(10));
      assertThat(replay.ids()).isNotEmpty();
      assertThat(replay.ends()).singleElement().extracting("status").isEqualTo("desktop_error");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(status(server, session)).isEqualTo("ready"));
      assertTheMarkIsThere();
      eachBeganOnceInOrder(server, session, waiting);
      assertThat(runOnce(server, catchesUp, "completed"))
          .startsWith("caught up: the server was not running at ");
      assertThat(runOnce(server, skips, "missed")).startsWith("the server was not running at ");
      assertThat(server.get(session + "/audit/verify").json()).containsEntry("ok", true);
      assertThat(server.post(session + "/task", "{\"goal\":\"press Escape\"}").status())
          .isEqualTo(202);

      aServerThatIsStoppedKeepsWhatWaits(server, session);

      List<String> begun = createMany(server);
      server.kill();
      server.startAgain();
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () ->
                  assertThat(server.get("/sessions").list("items"))
                      .extracting(each -> each.get("status"))
                      .isSubsetOf("ready", "failed", "stopped"));
      List<String> kept = ids(server, "ready");
      assertThat(engine.containers()).hasSameSizeAs(kept);
      assertThat(engine.volumes()).hasSameSizeAs(kept);
      assertThat(begun).isNotEmpty();
      for (Map<String, Object> each : server.get("/sessions").list("items")) {
        assertThat(server.get("/sessions/" + each.get("id") + "/audit/verify").json())
            .containsEntry("ok", true);
      }
    }
    assertThat(engine.containers()).isEmpty();
    assertThat(engine.volumes()).isEmpty();
  }

  /** A schedule that is due at no time at which this test runs. */
  private static String daily(RunningServer server, String session, String missed) {
    OffsetDateTime other = OffsetDateTime.now(ZoneOffset.UTC).plusHours(12);
    Map<String, Object> wish =
        Map.of(
            "name",
            missed,
            "session_id",
            session.replace("/sessions/", ""),
            "goal",
            "press End",
            "when",
            "every day at " + other.toLocalTime().truncatedTo(ChronoUnit.MINUTES),
            "time_zone",
            "UTC",
            "overlap",
            "queue",
            "missed",
            missed);
    Answer made = server.post("/schedules", Json.write(wish));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return "/schedules/" + made.text("id");
  }

  /** As if the server had been away for long. */
  private static void theyWereDueTwoHoursAgo(RunningServer server) throws SQLException {
    String url = "jdbc:h2:file:" + server.home().resolve("data/db/atelier") + ";FILE_LOCK=FS";
    try (Connection database = DriverManager.getConnection(url, "atelier", "atelier");
        Statement change = database.createStatement()) {
      assertThat(change.executeUpdate("update schedule set next_at = next_at - interval '14' hour"))
          .isEqualTo(2);
    }
  }

  /** The reason of the one run of a schedule, which ends so. */
  private static String runOnce(RunningServer server, String schedule, String outcome) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(server.get(schedule + "/runs").list("items"))
                    .extracting(run -> run.get("outcome"))
                    .containsExactly(outcome));
    return server.get(schedule + "/runs").list("items").get(0).get("reason").toString();
  }

  private static String queue(RunningServer server, String session, String key) {
    Answer given =
        server.post(session + "/task", "{\"goal\":\"press " + key + "\",\"queue\":true}");
    assertThat(given.text("status")).as(given.text()).isEqualTo("queued");
    return given.text("task_id");
  }

  private static void aServerThatIsStoppedKeepsWhatWaits(RunningServer server, String session) {
    await().until(() -> server.get(session).text("activity").equals("idle"));
    assertThat(server.post(session + "/task", "{\"goal\":\"wait 120 seconds\"}").status())
        .isEqualTo(202);
    String waits = queue(server, session, "Home");
    server.stop();
    server.startAgain();
    eachBeganOnceInOrder(server, session, List.of(waits));
  }

  private static void eachBeganOnceInOrder(
      RunningServer server, String session, List<String> waiting) {
    for (String task : waiting) {
      await()
          .atMost(Duration.ofSeconds(40))
          .untilAsserted(
              () ->
                  assertThat(server.get(session + "/task/" + task).text("status"))
                      .isEqualTo("completed"));
    }
    String beginnings = server.get(session + "/audit?type=task.started").text();
    assertThat(waiting).allSatisfy(task -> assertThat(beginnings).containsOnlyOnce(task));
    assertThat(waiting.stream().map(beginnings::indexOf)).isSorted();
  }

  /** Asks for many desktops at once, and returns while most of them are being made. */
  private static List<String> createMany(RunningServer server) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(MANY);
    List<String> begun = new ArrayList<>();
    for (int n = 0; n < MANY; n++) {
      String body = "{\"label\":\"Many " + n + "\"}";
      pool.execute(
          () -> {
            Answer answer = server.post("/sessions", body);
            synchronized (begun) {
              begun.add(answer.text("id"));
            }
          });
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    return begun;
  }

  private RunningServer start(Map<String, String> settings) {
    Map<String, String> all = new java.util.HashMap<>(settings);
    all.put("ATELIER_INSTANCE", instance);
    return RunningServer.start(all);
  }

  private static String create(RunningServer server) {
    Answer made = server.post("/sessions?wait=ready", "{\"label\":\"Ada\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return "/sessions/" + made.text("id");
  }

  private static String status(RunningServer server, String session) {
    return server.get(session).text("status");
  }

  private static List<String> ids(RunningServer server, String status) {
    return server.get("/sessions").list("items").stream()
        .filter(each -> status.equals(each.get("status")))
        .map(each -> each.get("id").toString())
        .toList();
  }

  private void leaveAMark() {
    engine.lines("exec", engine.containers().get(0), "sh", "-c", "echo kept > ~/mark.txt");
  }

  private void assertTheMarkIsThere() {
    assertThat(engine.lines("exec", engine.containers().get(0), "sh", "-c", "cat ~/mark.txt"))
        .containsExactly("kept");
  }
}
