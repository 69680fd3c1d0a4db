package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that is saved, changed, and brought back; and one that is killed meanwhile. */
@Tag("long")
class BackupIT {
  @BeforeEach
  void requireEngine() {
    EngineCommand.require();
  }

  @Test
  void aServerGoesBackToABackupAndKeepsItsDesktops() {
    try (RunningServer server = RunningServer.start(Map.of())) {
      String before = "/sessions/" + desktop(server, "Before");
      recipe(server, "Then");
      Answer backup = server.post("/system/backups", "");
      assertThat(backup.status()).as(backup.text()).isEqualTo(201);
      assertThat(backup.json()).containsEntry("desktops", 1).containsEntry("kind", "asked");
      String address = backup.header("Location").replaceFirst("https?://[^/]+", "");
      byte[] file = server.get(address + "/file").body();
      assertThat((long) file.length)
          .isEqualTo(((Number) backup.json().get("size_bytes")).longValue());

      String since = "/sessions/" + desktop(server, "Since");
      recipe(server, "Now");
      Answer asked = server.post(address + "/restore", "");
      assertThat(asked.status()).as(asked.text()).isEqualTo(202);
      assertThat(asked.text("takes_effect")).contains("next start");
      assertThat(server.post(address + "/restore", "").status()).isEqualTo(409);
      assertThat(server.delete(address).status()).isEqualTo(409);
      assertThat(names(server)).containsExactlyInAnyOrder("Then", "Now");

      server.kill();
      server.startAgain();

      assertThat(names(server)).containsExactly("Then");
      for (String desktop : List.of(before, since)) {
        assertThat(server.get(desktop + "/screenshot").status()).as(desktop).isEqualTo(200);
      }
      Answer state = server.get("/system/restore");
      assertThat(state.json()).doesNotContainKey("pending").doesNotContainKey("problem");
      assertThat(state.text()).contains(asked.text("until_id"));
      assertThat(server.get("/audit?type=system.*").text()).contains("system.restored");
      assertThat(server.get("/audit/verify").json()).containsEntry("ok", true);
      assertThat(server.get(before + "/audit/verify").json()).containsEntry("ok", true);
      assertThat(server.get("/orphans").list("items")).isEmpty();

      forwardAgain(server, asked.text("until_id"));
      broughtFromElsewhere(server, file);
    }
  }

  /** How it was until the restore is not lost. */
  private static void forwardAgain(RunningServer server, String until) {
    assertThat(server.post("/system/backups/" + until + "/restore", "").status()).isEqualTo(202);
    server.stop();
    server.startAgain();
    assertThat(names(server)).containsExactlyInAnyOrder("Then", "Now");
    assertThat(server.get("/audit/verify").json()).containsEntry("ok", true);
  }

  private static void broughtFromElsewhere(RunningServer server, byte[] file) {
    Answer taken = upload(server, file);
    assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    assertThat(taken.json()).containsEntry("kind", "uploaded");
    byte[] changed = file.clone();
    changed[file.length / 2] ^= 1;
    assertThat(upload(server, changed).status()).isEqualTo(422);
    assertThat(server.delete("/system/backups/" + taken.text("id")).status()).isEqualTo(204);
    assertThat(server.get("/audit?type=backup.*").text())
        .contains("backup.made", "backup.uploaded", "backup.deleted");
  }

  private static Answer upload(RunningServer server, byte[] file) {
    return server.send(
        server
            .request("/system/backups/upload")
            .header("Content-Type", "application/zip")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(file)));
  }

  private static String desktop(RunningServer server, String label) {
    Answer made = server.post("/sessions?wait=ready", "{\"label\":\"" + label + "\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.text("id");
  }

  private static void recipe(RunningServer server, String name) {
    Answer made = server.post("/recipes", "{\"name\":\"" + name + "\",\"goal\":\"press Escape\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
  }

  private static List<String> names(RunningServer server) {
    return server.get("/recipes").list("items").stream()
        .filter(each -> !Boolean.TRUE.equals(each.get("builtin")))
        .map(each -> each.get("name").toString())
        .toList();
  }
}
