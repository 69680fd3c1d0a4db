package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server dies at each marked point of what it does to desktops: nothing lost, nothing left. */
@Timeout(value = 25, unit = TimeUnit.MINUTES)
class CrashSoak {
  private static final Duration SETTLED = Duration.ofSeconds(40);

  private final String instance = "test-" + UUID.randomUUID().toString().substring(0, 8);
  private final EngineCommand engine = new EngineCommand(instance);
  private RunningServer server;
  private String ada = "";
  private String snapshot = "";
  private long failed;

  /** What was being done when the server died, and where. */
  private record Crash(String point, String method, String path, String body) {}

  @BeforeEach
  void requireEngine() {
    EngineCommand.require();
  }

  @Test
  void whereverItDiesNothingIsLostAndNothingIsLeft() {
    server = RunningServer.start(Map.of("DESKTOP_RUNTIME", "docker", "ATELIER_INSTANCE", instance));
    try {
      ada = create("Ada");
      in(ada, "echo letter > Documents/letter");
      snapshot = server.post("/sessions/" + ada + "/snapshot", "{}").text("id");
      server.kill();
      for (Crash crash : table()) {
        dieAt(crash);
        assertWhole(crash.point());
      }
    } finally {
      clearAway();
    }
  }

  private List<Crash> table() {
    String self = "/sessions/" + ada;
    String clone = "{\"label\":\"Twin\",\"snapshot_id\":\"" + snapshot + "\"}";
    String back = "{\"snapshot_id\":\"" + snapshot + "\"}";
    String packages = "{\"packages\":[\"figlet\"]}";
    return List.of(
        new Crash("create-recorded", "POST", "/sessions", clone),
        new Crash("create-prepared", "POST", "/sessions", clone),
        new Crash("create-started", "POST", "/sessions", clone),
        new Crash("snapshot-begun", "POST", self + "/snapshot", "{}"),
        new Crash("snapshot-system", "POST", self + "/snapshot", "{}"),
        new Crash("snapshot-home", "POST", self + "/snapshot", "{}"),
        new Crash("porter-made", "POST", self + "/snapshot", "{}"),
        new Crash("porter-made", "POST", "/sessions", clone),
        new Crash("restore-filling", "POST", self + "/restore", back),
        new Crash("restore-filled", "POST", self + "/restore", back),
        new Crash("move-recorded", "POST", self + "/restore", back),
        new Crash("restore-moved", "POST", self + "/restore", back),
        new Crash("workshop-open", "POST", self + "/packages", packages),
        new Crash("snapshot-going", "DELETE", "/snapshots/" + snapshot, ""),
        new Crash("delete-recorded", "DELETE", "", ""),
        new Crash("delete-removed", "DELETE", "", ""));
  }

  /** A deletion needs somebody who may go. */
  private void dieAt(Crash crash) {
    server.startAgain(Map.of("JAVA_TOOL_OPTIONS", "-Datelier.dieAt=" + crash.point()));
    String path = crash.path();
    if (path.isEmpty()) {
      path = "/sessions/" + create("Bob") + "?purge=true";
    }
    try {
      var unused =
          crash.method().equals("POST") ? server.post(path, crash.body()) : server.delete(path);
    } catch (UncheckedIOException died) {
      // As it should, unless it dies a moment later.
    }
    await()
        .alias(crash.point())
        .atMost(SETTLED)
        .until(() -> ProcessHandle.of(server.pid()).filter(ProcessHandle::isAlive).isEmpty());
  }

  private void assertWhole(String point) {
    server.startAgain(Map.of("JAVA_TOOL_OPTIONS", ""));
    await()
        .alias(point)
        .atMost(SETTLED)
        .untilAsserted(
            () -> {
              assertThat(statuses()).isSubsetOf("ready", "stopped", "paused", "failed");
              if (point.equals("create-started")) {
                assertThat(failed()).as("what ran already is finished").isEqualTo(failed);
              }
              assertThat(server.get("/orphans").list("items")).isEmpty();
              List<String> kept = sessionsThatAreThere();
              assertThat(engine.containers()).hasSizeLessThanOrEqualTo(kept.size());
              assertThat(engine.helpers()).isEmpty();
              assertThat(engine.volumes()).hasSize(kept.size());
              assertThat(engine.images()).noneMatch(image -> image.endsWith(".work"));
              assertThat(files()).isEqualTo(server.get("/snapshots").list("items").size());
            });
    assertThat(server.post("/sessions/" + ada + "/resume", "").status()).as(point).isEqualTo(200);
    assertThat(in(ada, "cat Documents/letter")).as(point).containsExactly("letter");
    assertThat(server.get("/sessions/" + ada + "/audit/verify").json())
        .as(point)
        .containsEntry("ok", true);
    failed = failed();
    server.kill();
  }

  private long failed() {
    return statuses().stream().filter("failed"::equals).count();
  }

  private List<String> statuses() {
    return server.get("/sessions").list("items").stream()
        .map(each -> String.valueOf(each.get("status")))
        .toList();
  }

  private List<String> sessionsThatAreThere() {
    return server.get("/sessions").list("items").stream()
        .filter(each -> !"failed".equals(each.get("status")))
        .map(each -> String.valueOf(each.get("id")))
        .toList();
  }

  private int files() throws IOException {
    Path saved = server.home().resolve("data/snapshots");
    try (Stream<Path> files = Files.list(saved)) {
      return (int) files.count();
    }
  }

  private String create(String label) {
    Answer made = server.post("/sessions?wait=ready", "{\"label\":\"" + label + "\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.text("id");
  }

  private List<String> in(String session, String command) {
    return engine.lines(
        "exec",
        "-u",
        "operator",
        "-w",
        "/home/operator",
        "atelier-desktop-" + session,
        "sh",
        "-c",
        command);
  }

  private void clearAway() {
    server.kill();
    engine.containers().forEach(each -> engine.lines("rm", "-f", each));
    engine.volumes().forEach(each -> engine.lines("volume", "rm", each));
    engine
        .lines(
            "images",
            "--format",
            "{{.Repository}}:{{.Tag}}",
            "--filter",
            "label=dev.atelier.instance=" + instance)
        .forEach(each -> engine.lines("rmi", "-f", each));
  }
}
