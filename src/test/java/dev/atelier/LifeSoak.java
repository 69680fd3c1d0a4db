package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The life of desktops, with the server as it is shipped and a real fleet.engine(). */
@Timeout(value = 480, unit = TimeUnit.SECONDS)
class LifeSoak {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int FLEET = 20;

  private Fleet fleet;
  private RunningServer server;

  @AfterEach
  void nothingIsLeft() {
    fleet.close();
  }

  @Test
  void whatNobodyUsesIsPausedThenStoppedAndWakesForWhoeverNeedsIt() throws Exception {
    start(Map.of("IDLE_PAUSE_MINUTES", "0.15", "IDLE_STOP_MINUTES", "0.1"));
    String idle = fleet.create("{\"label\":\"Idle\"}");
    String watched = fleet.create("{\"label\":\"Watched\"}");
    WebSocket watching = watch(watched);

    awaitStatus(idle, "paused");
    assertThat(paused(idle)).isEqualTo("true");
    assertThat(server.get("/sessions/" + idle + "/screenshot?wake=false").status()).isEqualTo(504);
    assertThat(status(idle)).isEqualTo("paused");
    assertThat(server.get("/sessions/" + idle + "/screenshot").status()).isEqualTo(200);
    assertThat(status(idle)).isEqualTo("ready");
    assertThat(paused(idle)).isEqualTo("false");

    awaitStatus(idle, "stopped");
    assertThat(inspect(idle, "{{.State.Running}}")).isEqualTo("false");
    assertThat(audit(idle))
        .contains("\"actor\":\"server\"", "session.paused", "session.stopped")
        .doesNotContain("problem");
    Answer acted =
        server.post(
            "/sessions/" + idle + "/actions", "{\"v\":1,\"action\":\"type\",\"text\":\"hello\"}");
    assertThat(acted.json()).as(acted.text()).containsEntry("ok", true);
    assertThat(status(idle)).isEqualTo("ready");

    assertThat(audit(watched)).doesNotContain("session.paused");
    watching.abort();
    awaitStatus(watched, "paused");
  }

  @Test
  void aDesktopForATimeIsGoneWhenItIsOverThoughTheServerWasDown() {
    start(Map.of());
    String shortLived = fleet.create("{\"label\":\"Trial\",\"ttl_minutes\":1}");
    String kept = fleet.create("{\"label\":\"Kept\",\"ttl_minutes\":1}");
    Instant end = Instant.parse(server.get("/sessions/" + shortLived).text("expires_at"));
    assertThat(end).isBetween(Instant.now(), Instant.now().plusSeconds(60));
    assertThat(fleet.patch(kept, "{\"ttl_minutes\":null}").json())
        .containsEntry("expires_at", null);

    server.kill();
    await().atMost(Duration.ofMinutes(2)).until(() -> Instant.now().isAfter(end));
    server.startAgain(Map.of("DESKTOP_MEMORY_NEEDED_MB", "99999999"));

    await().atMost(SOON).until(() -> server.get("/sessions/" + shortLived).status() == 404);
    await().atMost(SOON).until(() -> fleet.engine().volumes().size() == 1);
    assertThat(audit(shortLived)).contains("session.purged", "\"actor\":\"server\"");
    assertThat(server.get("/sessions/" + kept).status()).isEqualTo(200);

    Answer refused = server.post("/sessions", "{\"label\":\"Too much\"}");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.text("detail")).contains("MB are free", "needs 99999999 MB");
    assertThat(server.get("/sessions").list("items")).hasSize(1);
  }

  @Test
  void whatADesktopMayUseIsChangedWhileItRunsAndItsHomeIsBounded() {
    start(Map.of());
    String id = fleet.create("{\"label\":\"Bounded\",\"cpus\":1,\"memory_mb\":2048}");
    assertThat(limits(id)).isEqualTo("1000000000 2147483648 2147483648 512");
    Answer changed = fleet.patch(id, "{\"cpus\":0.5,\"memory_mb\":1024,\"pids\":300}");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json())
        .hasEntrySatisfying("cpus", cpus -> assertThat(cpus).hasToString("0.5"))
        .containsEntry("memory_mb", 1024)
        .containsEntry("pids", 300)
        .containsEntry("disk_mb", null);
    assertThat(limits(id)).isEqualTo("500000000 1073741824 1073741824 300");

    fleet.in(
        id,
        "nohup python3 -c \"import time; x = b'x' * (500 << 20); time.sleep(600)\" >/dev/null 2>&1 &");
    await()
        .atMost(SOON)
        .until(() -> fleet.patch(id, "{\"memory_mb\":1023}").status() == 200 && usesMuch(id));
    Answer refused = fleet.patch(id, "{\"memory_mb\":300,\"label\":\"Not this\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("detail")).contains("uses", "more than 300 MiB");
    assertThat(server.get("/sessions/" + id).json())
        .containsEntry("memory_mb", 1023)
        .containsEntry("label", "Bounded");
    assertThat(limits(id)).startsWith("500000000 1072693248");

    server.post("/sessions/" + id + "/pause", "");
    assertThat(fleet.patch(id, "{\"memory_mb\":null,\"cpus\":0}").json())
        .containsEntry("status", "paused");
    assertThat(limits(id)).isEqualTo("2000000000 4294967296 4294967296 300");
    server.post("/sessions/" + id + "/resume", "");

    fleet.in(id, "head -c 60000000 /dev/zero > big");
    assertThat(fleet.patch(id, "{\"disk_mb\":50}").status()).isEqualTo(200);
    Answer full = server.post("/sessions/" + id + "/snapshot", "{}");
    assertThat(full.status()).isEqualTo(409);
    assertThat(full.text("detail")).contains("may hold 50 MB");
    Map<String, Object> shown = server.get("/sessions/" + id).json();
    assertThat(((Number) shown.get("home_mb")).intValue()).isBetween(57, 80);
    assertThat(String.valueOf(shown.get("problem"))).contains("of 50 MB");
  }

  @Test
  void aProgramThatRanOutOfMemoryIsToldWhileTheDesktopGoesOn() {
    start(Map.of());
    String id = fleet.create("{\"label\":\"Tight\",\"memory_mb\":300}");
    fleet.in(id, "python3 -c \"b'x' * (900 << 20)\" || true");
    await()
        .atMost(SOON)
        .untilAsserted(
            () ->
                assertThat(server.get("/sessions/" + id).text("problem"))
                    .contains("was out of memory"));
    assertThat(status(id)).isEqualTo("ready");
    assertThat(audit(id)).contains("session.out_of_memory");
  }

  @Test
  void twentyDesktopsAreMadePausedAndWokenAtOnce() {
    start(Map.of("IDLE_PAUSE_MINUTES", "0", "DESKTOP_MEMORY_NEEDED_MB", "64"));
    List<String> fleet = new ArrayList<>();
    for (int n = 0; n < FLEET; n++) {
      Answer made = server.post("/sessions", "{\"label\":\"Desk " + n + "\"}");
      assertThat(made.status()).as(made.text()).isEqualTo(201);
      fleet.add(made.text("id"));
    }
    awaitAll("ready");
    fleet.parallelStream().forEach(id -> server.post("/sessions/" + id + "/pause", ""));
    awaitAll("paused");
    fleet.parallelStream()
        .forEach(
            id ->
                assertThat(server.get("/sessions/" + id + "/screenshot").status()).isEqualTo(200));
    awaitAll("ready");
    for (String id : fleet) {
      assertThat(server.get("/sessions/" + id + "/audit/verify").json()).containsEntry("ok", true);
    }
  }

  private void start(Map<String, String> settings) {
    fleet = Fleet.start(settings);
    server = fleet.server();
  }

  private String status(String id) {
    return server.get("/sessions/" + id).text("status");
  }

  private void awaitStatus(String id, String status) {
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(status(id)).isEqualTo(status));
  }

  private void awaitAll(String status) {
    await()
        .atMost(Duration.ofMinutes(4))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(server.get("/sessions").list("items"))
                    .hasSize(FLEET)
                    .allSatisfy(each -> assertThat(each).containsEntry("status", status)));
  }

  private String audit(String id) {
    return server.get("/sessions/" + id + "/audit").text();
  }

  private WebSocket watch(String id) throws Exception {
    URI address = URI.create(server.baseUrl().replace("http:", "ws:") + "/sessions/" + id + "/vnc");
    return server
        .http()
        .newWebSocketBuilder()
        .subprotocols("binary")
        .buildAsync(address, new WebSocket.Listener() {})
        .get(30, TimeUnit.SECONDS);
  }

  private boolean usesMuch(String id) {
    return fleet.in(id, "ps -o rss= -C python3").stream()
        .anyMatch(kilobytes -> Long.parseLong(kilobytes.strip()) > 400_000);
  }

  private String paused(String id) {
    return inspect(id, "{{.State.Paused}}");
  }

  private String limits(String id) {
    return inspect(
        id,
        "{{.HostConfig.NanoCpus}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}"
            + " {{.HostConfig.PidsLimit}}");
  }

  private String inspect(String id, String format) {
    return fleet.engine().lines("inspect", "-f", format, Fleet.container(id)).get(0);
  }
}
