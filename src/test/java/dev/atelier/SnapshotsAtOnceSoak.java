package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Desktops saved, made again, brought back and snapshots deleted, all at the same time. */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class SnapshotsAtOnceSoak {
  private static final int ROUNDS = 4;

  private final ConcurrentLinkedQueue<String> whole = new ConcurrentLinkedQueue<>();
  private Fleet fleet;
  private RunningServer server;

  @BeforeEach
  void start() {
    fleet = Fleet.start(Map.of("IDLE_PAUSE_MINUTES", "0", "DESKTOP_MEMORY_NEEDED_MB", "64"));
    server = fleet.server();
  }

  @AfterEach
  void stop() {
    fleet.close();
  }

  /** Whoever comes too late is told so; nobody gets half of anything. */
  @Test
  void whateverHappensAtOnceIsWholeOrRefused() throws Exception {
    String ada = fleet.create("{\"label\":\"Ada\"}");
    fleet.in(ada, "head -c 5000000 /dev/urandom > big; sha256sum big > sum");
    whole.add(taken(ada));
    List<Callable<Void>> work = new ArrayList<>();
    for (int n = 0; n < ROUNDS; n++) {
      work.add(() -> saving(ada));
      work.add(this::copying);
      work.add(this::deleting);
      work.add(() -> goingBack(ada));
    }
    ExecutorService hands = Executors.newFixedThreadPool(6);
    try {
      for (Future<Void> each : hands.invokeAll(work)) {
        each.get();
      }
    } finally {
      hands.shutdownNow();
    }
    for (Map<String, Object> desktop : server.get("/sessions").list("items")) {
      String id = String.valueOf(desktop.get("id"));
      if (!"failed".equals(desktop.get("status"))) {
        assertThat(server.post("/sessions/" + id + "/resume", "").status()).isEqualTo(200);
        assertThat(fleet.in(id, "sha256sum -c sum")).containsExactly("big: OK");
      }
      assertThat(server.get("/sessions/" + id + "/audit/verify").json()).containsEntry("ok", true);
    }
    for (Map<String, Object> snapshot : server.get("/snapshots").list("items")) {
      String twin =
          fleet.create("{\"label\":\"Last\",\"snapshot_id\":\"" + snapshot.get("id") + "\"}");
      assertThat(fleet.in(twin, "sha256sum -c sum")).containsExactly("big: OK");
      server.delete("/sessions/" + twin + "?purge=true");
    }
    assertThat(server.get("/orphans").list("items")).isEmpty();
  }

  private Void saving(String id) {
    Answer answer = server.post("/sessions/" + id + "/snapshot", "{}");
    assertThat(answer.status()).as(answer.text()).isIn(201, 409, 503);
    if (answer.status() == 201) {
      whole.add(answer.text("id"));
    }
    return null;
  }

  private String taken(String id) {
    Answer answer = server.post("/sessions/" + id + "/snapshot", "{}");
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.text("id");
  }

  /** What it is made from may be deleted before it is begun, or while it is. */
  private Void copying() {
    String newest = List.copyOf(whole).get(whole.size() - 1);
    Answer answer =
        server.post(
            "/sessions?wait=ready", "{\"label\":\"Twin\",\"snapshot_id\":\"" + newest + "\"}");
    assertThat(answer.status()).as(answer.text()).isIn(201, 404, 409, 422, 503, 504);
    return null;
  }

  private Void deleting() {
    String oldest = whole.peek();
    Answer answer = server.delete("/snapshots/" + oldest);
    assertThat(answer.status()).as(answer.text()).isIn(204, 404, 409);
    if (answer.status() == 204) {
      whole.remove(oldest);
    }
    return null;
  }

  private Void goingBack(String id) {
    Answer answer =
        server.post("/sessions/" + id + "/restore", "{\"snapshot_id\":\"" + whole.peek() + "\"}");
    assertThat(answer.status()).as(answer.text()).isIn(202, 404, 409, 503);
    return null;
  }
}
