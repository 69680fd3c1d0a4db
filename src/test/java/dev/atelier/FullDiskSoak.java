package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Disks that run full: told as such, nothing half made is left, and what was there goes on. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class FullDiskSoak {
  @BeforeEach
  void requireADisk() {
    SmallDisk.require();
  }

  @Test
  void aServerWhoseDiskIsFullKeepsRoomToGoOn() {
    try (SmallDisk disk = new SmallDisk(200);
        Fleet fleet = Fleet.start(Map.of("ATELIER_DATA", disk.directory().toString()))) {
      RunningServer server = fleet.server();
      String ada = fleet.create("{\"label\":\"Ada\"}");
      fleet.in(ada, "head -c 300000000 /dev/urandom > big");
      Answer full = server.post("/sessions/" + ada + "/snapshot", "{}");
      assertThat(full.status()).as(full.text()).isEqualTo(507);
      assertThat(full.text("detail")).contains("disk of the server is full", "snapshots");
      assertThat(server.get("/snapshots").list("items")).isEmpty();
      assertThat(files(disk.directory().resolve("snapshots"))).isEmpty();
      assertThat(fleet.engine().images()).isEmpty();
      assertThat(server.get("/orphans").list("items")).isEmpty();

      assertWorks(fleet, ada);
      fleet.in(ada, "rm big");
      assertThat(server.post("/sessions/" + ada + "/snapshot", "{}").status()).isEqualTo(201);
    }
  }

  @Test
  void anEngineWhoseDiskIsFullLosesNothing() {
    SecondEngine.require();
    try (SmallDisk disk = new SmallDisk(3000);
        SecondEngine engine = new SecondEngine(Optional.of(disk.directory()))) {
      engine.start();
      engine.load("atelier/desktop:latest");
      try (Fleet fleet =
          Fleet.on(
              engine.command("small"),
              Map.of("DOCKER_HOST", engine.socketAddress(), "IDLE_PAUSE_MINUTES", "0"))) {
        fillAndFree(disk, fleet);
      }
    }
  }

  private static void fillAndFree(SmallDisk disk, Fleet fleet) {
    RunningServer server = fleet.server();
    String ada = fleet.create("{\"label\":\"Ada\"}");
    fleet.in(ada, "head -c 300000000 /dev/urandom > big; echo letter > Documents/letter");
    String snapshot = server.post("/sessions/" + ada + "/snapshot", "{}").text("id");
    fleet.in(ada, "echo changed > Documents/letter");
    String back = "{\"snapshot_id\":\"" + snapshot + "\"}";

    disk.fill(150);
    assertFull(server.post("/sessions/" + ada + "/restore", back));
    assertThat(fleet.engine().volumes()).hasSize(1);
    assertThat(fleet.in(ada, "cat Documents/letter; wc -c < big"))
        .containsExactly("changed", "300000000");
    assertWorks(fleet, ada);

    Answer clone =
        server.post(
            "/sessions?wait=ready", "{\"label\":\"Twin\",\"snapshot_id\":\"" + snapshot + "\"}");
    assertThat(clone.status()).as(clone.text()).isGreaterThanOrEqualTo(500);
    Map<String, Object> twin =
        server.get("/sessions").list("items").stream()
            .filter(each -> "Twin".equals(each.get("label")))
            .findFirst()
            .orElseThrow();
    assertThat(twin).containsEntry("status", "failed");
    assertThat(String.valueOf(twin.get("problem"))).contains("disk is full");
    assertThat(fleet.engine().volumes()).hasSize(1);
    server.delete("/sessions/" + twin.get("id") + "?purge=true");

    fleet.as("root", ada, "head -c 100000000 /dev/urandom > /usr/local/big");
    List<String> before = fleet.engine().images();
    assertFull(server.post("/sessions/" + ada + "/snapshot", "{}"));
    assertThat(fleet.engine().images()).isEqualTo(before);
    assertWorks(fleet, ada);

    disk.free();
    assertThat(server.post("/sessions/" + ada + "/restore", back).status()).isEqualTo(202);
    assertThat(server.post("/sessions/" + ada + "/resume", "").status()).isEqualTo(200);
    assertThat(fleet.in(ada, "cat Documents/letter")).containsExactly("letter");
    assertThat(server.get("/orphans").list("items")).isEmpty();
  }

  private static void assertFull(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(507);
    assertThat(answer.text("detail")).contains("disk is full");
  }

  private static void assertWorks(Fleet fleet, String id) {
    Answer acted =
        fleet
            .server()
            .post(
                "/sessions/" + id + "/actions", "{\"v\":1,\"action\":\"key\",\"text\":\"shift\"}");
    assertThat(acted.json()).as(acted.text()).containsEntry("ok", true);
    assertThat(fleet.server().get("/sessions/" + id + "/audit/verify").json())
        .containsEntry("ok", true);
  }

  private static List<Path> files(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
