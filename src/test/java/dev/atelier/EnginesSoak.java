package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two real engines, one of them over TLS: each desktop on its own, and what one's end means. */
@Timeout(value = 400, unit = TimeUnit.SECONDS)
class EnginesSoak {
  private static final String HERE = "unix:///var/run/docker.sock";
  private static final Duration SOON = Duration.ofSeconds(60);

  private static SecondEngine far;

  private final String instance = "test-" + UUID.randomUUID().toString().substring(0, 8);
  private final EngineCommand near = new EngineCommand(instance);

  @BeforeAll
  static void startTheSecond() {
    SecondEngine.require();
    far = new SecondEngine();
  }

  @BeforeEach
  void startItAgain() {
    far.start();
  }

  @AfterAll
  static void endIt() {
    if (far != null) {
      far.close();
    }
  }

  @Test
  void anEngineThatIsDownAffectsOnlyItsOwnDesktops() {
    far.load("atelier/desktop:latest");
    try (RunningServer server = start("near=" + HERE + ",far=" + far.address())) {
      assertThat(server.get("/health").json()).as("health").containsEntry("ok", true);
      String ada = create(server, "near");
      String bob = create(server, "far");
      assertThat(near.containers()).hasSize(1);
      assertThat(far.lines("ps", "-q", "--filter", "name=atelier-desktop-" + id(bob))).hasSize(1);
      assertThat(engine(server, "far")).containsEntry("desktops", 1);
      Answer unknown = server.post("/sessions", "{\"label\":\"Cy\",\"engine\":\"moon\"}");
      assertThat(unknown.status()).isEqualTo(422);
      assertThat(unknown.text("detail")).contains("near, far");
      assertThat(unknown.text("field")).isEqualTo("engine");
      theFarDesktopIsDrivenAndCopied(server, bob);

      far.kill();
      assertDown(server);
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(server.get(bob).text("problem")).contains("“far”"));
      assertWorks(server, ada);
      assertThat(act(server, bob).json()).containsEntry("ok", false);
      String cy = create(server, "");
      assertThat(server.get(cy).text("engine")).isEqualTo("near");
      Answer refused = server.post("/sessions", "{\"label\":\"Dee\",\"engine\":\"far\"}");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.text("detail")).contains("“far”");

      far.start();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(server.get("/health").json()).containsEntry("ok", true));
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(act(server, bob).json()).containsEntry("ok", true));
      assertThat(server.get(bob).text("problem")).isEqualTo("null");
      assertThat(far.lines("exec", container(bob), "cat", "/home/operator/mark"))
          .containsExactly("kept");

      far.kill();
      server.kill();
      server.startAgain();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(server.get(ada).text("status")).isEqualTo("ready"));
      assertWorks(server, ada);
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(server.get(bob).text("problem")).contains("“far”"));
      assertThat(server.get(bob).text("status")).isEqualTo("stopped");
      far.start();
      assertThat(server.post(bob + "/resume", "").text("status")).isEqualTo("ready");
      assertWorks(server, bob);
    }
    assertThat(near.containers()).isEmpty();
    assertThat(near.volumes()).isEmpty();
    assertThat(far.lines("ps", "-aq")).isEmpty();
    assertThat(far.lines("volume", "ls", "-q")).isEmpty();
  }

  @Test
  void anEngineIsSpokenToOnlyWhenBothSidesAreWhoTheySay() {
    String entries =
        "near=%s,far=%s,misnamed=tcp://localhost:%d,uninvited=%s,impostor=%s"
            .formatted(HERE, far.address(), far.port(), far.address(), far.address());
    try (RunningServer server = start(entries)) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> {
                assertThat(engine(server, "far")).containsEntry("reachable", true);
                for (String wrong : List.of("misnamed", "uninvited", "impostor")) {
                  assertThat(engine(server, wrong)).containsEntry("reachable", false);
                  assertThat(engine(server, wrong).get("problem").toString())
                      .contains("“" + wrong + "”", "each other's certificates");
                }
              });
    }
  }

  @Test
  void anEngineElsewhereWithoutCertificatesStopsTheServerWithASentence() {
    RunningServer server =
        RunningServer.prepared(Map.of("ATELIER_ENGINES", "big=tcp://192.0.2.1:2376"));
    assertThatThrownBy(server::startAgain)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the server does not start: ATELIER_ENGINES has “big” on another");
  }

  private void theFarDesktopIsDrivenAndCopied(RunningServer server, String bob) {
    assertWorks(server, bob);
    far.lines("exec", "-u", "operator", container(bob), "sh", "-c", "echo kept > ~/mark");
    Answer taken = server.post(bob + "/snapshot", "{\"note\":\"far\"}");
    assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    String snapshot = taken.text("id");
    Answer made =
        server.post(
            "/sessions?wait=ready", "{\"label\":\"Twin\",\"snapshot_id\":\"" + snapshot + "\"}");
    assertThat(made.text("engine")).as(made.text()).isEqualTo("far");
    String twin = "/sessions/" + made.text("id");
    assertThat(far.lines("exec", container(twin), "cat", "/home/operator/mark"))
        .containsExactly("kept");
    assertThat(server.delete(twin + "?purge=true").status()).isEqualTo(204);
  }

  private void assertDown(RunningServer server) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(engine(server, "far")).containsEntry("reachable", false));
    Instant begin = Instant.now();
    Answer health = server.get("/health");
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(3));
    assertThat(health.json()).containsEntry("ok", false).containsEntry("desktop_reachable", true);
    assertThat(health.text("problems")).contains("“far”");
    assertThat(engine(server, "near")).containsEntry("reachable", true);
  }

  private static void assertWorks(RunningServer server, String session) {
    assertThat(server.get(session + "/screenshot").status()).isEqualTo(200);
    assertThat(act(server, session).json()).containsEntry("ok", true);
  }

  private static Answer act(RunningServer server, String session) {
    return server.post(
        session + "/actions", "{\"v\":1,\"action\":\"mouse_move\",\"coordinate\":[9,9]}");
  }

  private static Map<String, Object> engine(RunningServer server, String name) {
    return server.get("/health").list("engines").stream()
        .filter(each -> name.equals(each.get("name")))
        .findFirst()
        .orElseThrow();
  }

  /** On the engine of that name; without a name where the server wants it. */
  private static String create(RunningServer server, String engine) {
    String where = engine.isEmpty() ? "" : ",\"engine\":\"" + engine + "\"";
    Answer made = server.post("/sessions?wait=ready", "{\"label\":\"Ada\"" + where + "}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    if (!engine.isEmpty()) {
      assertThat(made.text("engine")).isEqualTo(engine);
    }
    return "/sessions/" + made.text("id");
  }

  private static String container(String session) {
    return "atelier-desktop-" + id(session);
  }

  private static String id(String session) {
    return session.substring(session.lastIndexOf('/') + 1);
  }

  private RunningServer start(String engines) {
    return RunningServer.start(
        Map.of(
            "ATELIER_ENGINES",
            engines,
            "ATELIER_ENGINE_CERTS",
            far.certificates().toString(),
            "ATELIER_INSTANCE",
            instance));
  }
}
