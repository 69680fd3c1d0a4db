package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packages from a real Debian mirror on real desktops. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SoftwareSoak {
  private final String instance = "test-" + UUID.randomUUID().toString().substring(0, 8);
  private final EngineCommand engine = new EngineCommand(instance);
  private RunningServer server;

  @BeforeEach
  void start() {
    EngineCommand.require();
    server = RunningServer.start(Map.of("DESKTOP_RUNTIME", "docker", "ATELIER_INSTANCE", instance));
  }

  @AfterEach
  void stop() {
    try (RunningServer closed = server) {
      for (Map<String, Object> session : closed.get("/sessions").list("items")) {
        closed.delete("/sessions/" + session.get("id") + "?purge=true");
      }
      for (Map<String, Object> snapshot : closed.get("/snapshots").list("items")) {
        closed.delete("/snapshots/" + snapshot.get("id"));
      }
    }
    assertThat(engine.containers()).isEmpty();
    assertThat(engine.volumes()).isEmpty();
    assertThat(engine.lines("images", "-q", "--filter", label())).isEmpty();
  }

  @Test
  void installedSoftwareIsThereAtOnceInCopiesAndAfterAnUpgrade() {
    String ada = create("{\"label\":\"Ada\"}");
    in(ada, "operator", "echo letter > Documents/letter");
    String started = in(ada, "operator", "pgrep -o Xvnc").get(0);
    assertThat(packages(ada)).isEmpty();

    Answer installed = server.post("/sessions/" + ada + "/packages", "{\"packages\":[\"figlet\"]}");
    assertThat(installed.status()).isEqualTo(200);
    assertThat(installed.header("Content-Type")).startsWith("application/x-ndjson");
    assertThat(installed.text()).contains("Unpacking figlet").endsWith("{\"ok\":true}\n");
    assertThat(in(ada, "operator", "figlet -v | head -1; dpkg -s figlet | grep Status"))
        .hasSize(2)
        .last()
        .isEqualTo("Status: install ok installed");
    assertThat(in(ada, "operator", "pgrep -o Xvnc")).containsExactly(started);
    assertThat(packages(ada)).containsExactly("figlet");

    Answer taken = server.post("/sessions/" + ada + "/snapshot", "{}");
    String twin = create("{\"label\":\"Twin\",\"snapshot_id\":\"" + taken.text("id") + "\"}");
    assertThat(in(twin, "operator", "figlet x")).isNotEmpty();
    assertThat(packages(twin)).containsExactly("figlet");

    in(ada, "root", "echo leftover > /usr/local/bin/leftover");
    Answer upgraded = server.post("/sessions/" + ada + "/upgrade", "");
    assertThat(upgraded.text()).endsWith("{\"ok\":true}\n");
    assertThat(server.post("/sessions/" + ada + "/resume", "").status()).isEqualTo(200);
    assertThat(in(ada, "operator", "figlet x")).isNotEmpty();
    assertThat(in(ada, "operator", "cat Documents/letter; ls /usr/local/bin"))
        .startsWith("letter")
        .doesNotContain("leftover");
    assertThat(packages(ada)).containsExactly("figlet");
    assertThat(server.get("/sessions/" + ada + "/audit?type=session.upgraded").text())
        .contains("figlet");

    Answer unknown =
        server.post("/sessions/" + ada + "/packages", "{\"packages\":[\"there-is-none-such\"]}");
    assertThat(unknown.text()).contains("\"ok\":false").contains("there-is-none-such");
    Answer hostile = server.post("/sessions/" + ada + "/packages", "{\"packages\":[\"-o=x\"]}");
    assertThat(hostile.status()).isEqualTo(422);
    assertThat(hostile.text("field")).isEqualTo("packages");
    assertThat(engine.lines("ps", "-aq", "--filter", label())).hasSize(2);
  }

  @SuppressWarnings("unchecked")
  private List<String> packages(String session) {
    return (List<String>) server.get("/sessions/" + session + "/packages").json().get("items");
  }

  private String create(String body) {
    Answer made = server.post("/sessions?wait=ready", body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.text("id");
  }

  private List<String> in(String session, String user, String command) {
    return engine.lines(
        "exec",
        "-u",
        user,
        "-w",
        "/home/operator",
        "atelier-desktop-" + session,
        "sh",
        "-c",
        command);
  }

  private String label() {
    return "label=dev.atelier.instance=" + instance;
  }
}
