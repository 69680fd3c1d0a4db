package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Packages from a real Debian mirror on real desktops. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class SoftwareSoak {
  private Fleet fleet;
  private RunningServer server;

  @BeforeEach
  void start() {
    fleet = Fleet.start(Map.of());
    server = fleet.server();
  }

  @AfterEach
  void stop() {
    fleet.close();
  }

  @Test
  void installedSoftwareIsThereAtOnceInCopiesAndAfterAnUpgrade() {
    String ada = fleet.create("{\"label\":\"Ada\"}");
    fleet.in(ada, "echo letter > Documents/letter");
    String started = fleet.in(ada, "pgrep -o Xvnc").get(0);
    assertThat(packages(ada)).isEmpty();

    Answer installed = server.post("/sessions/" + ada + "/packages", "{\"packages\":[\"figlet\"]}");
    assertThat(installed.status()).isEqualTo(200);
    assertThat(installed.header("Content-Type")).startsWith("application/x-ndjson");
    assertThat(installed.text()).contains("Unpacking figlet").endsWith("{\"ok\":true}\n");
    assertThat(fleet.in(ada, "figlet -v | head -1; dpkg -s figlet | grep Status"))
        .hasSize(2)
        .last()
        .isEqualTo("Status: install ok installed");
    assertThat(fleet.in(ada, "pgrep -o Xvnc")).containsExactly(started);
    assertThat(packages(ada)).containsExactly("figlet");

    Answer taken = server.post("/sessions/" + ada + "/snapshot", "{}");
    String twin = fleet.create("{\"label\":\"Twin\",\"snapshot_id\":\"" + taken.text("id") + "\"}");
    assertThat(fleet.in(twin, "figlet x")).isNotEmpty();
    assertThat(packages(twin)).containsExactly("figlet");

    fleet.as("root", ada, "echo leftover > /usr/local/bin/leftover");
    Answer upgraded = server.post("/sessions/" + ada + "/upgrade", "");
    assertThat(upgraded.text()).endsWith("{\"ok\":true}\n");
    assertThat(server.post("/sessions/" + ada + "/resume", "").status()).isEqualTo(200);
    assertThat(fleet.in(ada, "figlet x")).isNotEmpty();
    assertThat(fleet.in(ada, "cat Documents/letter; ls /usr/local/bin"))
        .startsWith("letter")
        .doesNotContain("leftover");
    assertThat(packages(ada)).containsExactly("figlet");
    assertThat(server.get("/sessions/" + ada + "/audit?type=session.upgraded").text())
        .contains("figlet");

    Answer unknown =
        server.post("/sessions/" + ada + "/packages", "{\"packages\":[\"there-is-none-such\"]}");
    assertThat(unknown.text()).contains("\"ok\":false").contains("there-is-none-such");
    for (String pattern : List.of("f.glet", "fig.et")) {
      Answer guessed =
          server.post("/sessions/" + ada + "/packages", "{\"packages\":[\"" + pattern + "\"]}");
      assertThat(guessed.text()).contains("\"ok\":false").contains("Unable to locate package");
    }
    for (String wrong : List.of("-o=x", "figlet-", "a.")) {
      Answer hostile =
          server.post("/sessions/" + ada + "/packages", "{\"packages\":[\"" + wrong + "\"]}");
      assertThat(hostile.status()).isEqualTo(422);
      assertThat(hostile.text("field")).isEqualTo("packages");
    }
    assertThat(fleet.engine().containers()).hasSize(2);
  }

  @SuppressWarnings("unchecked")
  private List<String> packages(String session) {
    return (List<String>) server.get("/sessions/" + session + "/packages").json().get("items");
  }
}
