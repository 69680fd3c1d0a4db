package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Desktops saved, made again and brought back, with a browser that people are logged in with. */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class SnapshotIT {
  /** A site that knows who has logged in, and writes down who looked at what. */
  private static final String SITE =
      """
      import http.server, sys
      class Site(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
          cookie = self.headers.get('Cookie', '')
          open('/tmp/seen', 'a').write(self.path + ' ' + cookie + '\\n')
          self.send_response(200)
          self.send_header('Content-Type', 'text/html')
          self.send_header('Cache-Control', 'no-store')
          if self.path == '/login':
            self.send_header('Set-Cookie', 'who=ada; Max-Age=86400; Path=/')
            self.send_header('Set-Cookie', 'visit=this; Path=/')
          self.end_headers()
          self.wfile.write(('<title>' + self.path + '</title>').encode())
        def log_message(self, *rest): pass
      http.server.ThreadingHTTPServer(('127.0.0.1', 8000), Site).serve_forever()
      """;

  /** With a part that is like no other text, so that it can be read in what Firefox compressed. */
  private static final String LETTERS = "/letters-qzxjv";

  private static Fleet fleet;
  private static RunningServer server;

  @BeforeAll
  static void start() {
    fleet = Fleet.shared();
    server = fleet.server();
  }

  @AfterEach
  void clear() {
    fleet.clear();
  }

  @AfterAll
  static void stop() {
    fleet.close();
  }

  @Test
  void aBrowserIsLoggedInWithItsTabsInTheCopyAndTheOriginalGoesOn() {
    String ada = fleet.create("{\"label\":\"Ada\"}");
    fleet.as("root", ada, "echo tool > /usr/local/bin/tool");
    fleet.in(ada, "cat > site.py <<'END'\n" + SITE + "END");
    serve(ada);
    browse(ada, "http://127.0.0.1:8000/login");
    await().atMost(Duration.ofSeconds(60)).until(() -> seen(ada).contains("/login "));
    browse(ada, "http://127.0.0.1:8000" + LETTERS);
    await().atMost(Duration.ofSeconds(20)).until(() -> seen(ada).contains(LETTERS + " who=ada"));
    // The browser writes down its tabs a while after it has shown them.
    await().atMost(Duration.ofSeconds(20)).until(() -> tabsOnDisk(ada).contains("qzxjv"));

    Answer taken = server.post("/sessions/" + ada + "/snapshot", "{\"note\":\"logged in\"}");
    assertThat(taken.status()).as(taken.text()).isEqualTo(201);
    assertThat(taken.json()).containsEntry("note", "logged in").containsEntry("kind", "asked");
    assertThat(((Number) taken.json().get("home_bytes")).longValue()).isPositive();
    fleet.in(ada, "pgrep firefox");

    String twin = fleet.create("{\"label\":\"Twin\",\"snapshot_id\":\"" + taken.text("id") + "\"}");
    assertThat(fleet.in(twin, "cat /usr/local/bin/tool")).containsExactly("tool");
    serve(twin);
    browse(twin, "");
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(seen(twin)).contains(LETTERS + " who=ada; visit=this"));
    // The other tab is there too: it is loaded when somebody looks at it. A browser that is still
    // starting drops keys, so they are pressed until they are heard.
    await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              key(twin, "alt+1");
              assertThat(seen(twin)).contains("/login who=ada; visit=this");
            });
    assertThat(fleet.in(twin, "cat /etc/machine-id"))
        .isNotEqualTo(fleet.in(ada, "cat /etc/machine-id"));

    fleet.in(ada, "echo mistake > Documents/letter; rm site.py");
    fleet.as("root", ada, "rm /usr/local/bin/tool");
    Answer back =
        server.post(
            "/sessions/" + ada + "/restore", "{\"snapshot_id\":\"" + taken.text("id") + "\"}");
    assertThat(back.status()).isEqualTo(202);
    assertThat(server.post("/sessions/" + ada + "/resume", "").status()).isEqualTo(200);
    assertThat(fleet.in(ada, "ls site.py Documents; cat /usr/local/bin/tool"))
        .containsExactly("site.py", "", "Documents:", "tool");
    assertThat(server.get("/sessions/" + ada + "/snapshots").list("items"))
        .extracting(each -> each.get("kind"))
        .containsExactly("safety", "asked");
    assertThat(server.get("/sessions/" + ada + "/audit/verify").json()).containsEntry("ok", true);
    assertThat(fleet.engine().volumes()).hasSize(2);
  }

  @Test
  void aTaskIsUndone() {
    String ada = fleet.create("{\"label\":\"Ada\"}");
    fleet.in(ada, "echo good > Documents/letter");
    Answer given =
        server.post(
            "/sessions/" + ada + "/task",
            "{\"undo\":true,\"goal\":\"Open the terminal. Type \\\"rm Documents/letter\\\". Press"
                + " Return.\"}");
    assertThat(given.status()).as(given.text()).isEqualTo(202);
    String task = "/sessions/" + ada + "/task/" + given.text("task_id");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.get(task).text("status").equals("completed"));
    await().until(() -> fleet.in(ada, "ls Documents").isEmpty());
    assertThat(server.get(task).json()).containsEntry("can_undo", true);

    assertThat(server.post(task + "/undo", "").status()).isEqualTo(202);
    assertThat(server.post("/sessions/" + ada + "/resume", "").status()).isEqualTo(200);
    assertThat(fleet.in(ada, "cat Documents/letter")).containsExactly("good");
    assertThat(server.get("/sessions/" + ada + "/snapshots").list("items"))
        .extracting(each -> each.get("kind"))
        .containsExactly("safety", "undo");
    assertThat(server.get("/health").list("orphans")).isEmpty();
  }

  @Test
  void aSnapshotWhoseSystemSomebodyRemovedIsToldOfAndRefusedAndMayGo() {
    String ada = fleet.create("{\"label\":\"Ada\"}");
    Answer taken = server.post("/sessions/" + ada + "/snapshot", "");
    assertThat(taken.json()).containsEntry("problem", null);
    String snapshot = taken.text("id");
    String wish = "{\"snapshot_id\":\"" + snapshot + "\"}";
    fleet.engine().lines("rmi", "atelier/kept:" + snapshot);

    Answer back = server.post("/sessions/" + ada + "/restore", wish);
    assertThat(back.status()).as(back.text()).isEqualTo(409);
    assertThat(back.text("detail"))
        .isEqualTo("the snapshot's saved system is missing; it cannot be used any more; delete it");
    Answer twin =
        server.post("/sessions", "{\"label\":\"Twin\",\"snapshot_id\":\"" + snapshot + "\"}");
    assertThat(twin.status()).as(twin.text()).isEqualTo(409);
    assertThat(server.get("/sessions").list("items")).hasSize(1);
    assertThat(server.get("/snapshots").list("items"))
        .extracting(each -> each.get("id"), each -> each.get("problem"))
        .containsExactly(tuple(snapshot, back.text("detail")));
    assertThat(server.get("/health").json())
        .containsEntry("ok", false)
        .extractingByKey("problems")
        .asString()
        .contains("1 snapshot can no longer be used", snapshot);

    assertThat(server.delete("/snapshots/" + snapshot).status()).isEqualTo(204);
    assertThat(server.get("/health").json()).containsEntry("ok", true);
  }

  private void serve(String session) {
    fleet.detached(session, "python3 site.py");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !fleet.in(session, "grep -i ':1F40 ' /proc/net/tcp || true").isEmpty());
  }

  private String tabsOnDisk(String session) {
    return String.join(
        "",
        fleet.in(
            session,
            "grep -aoh qzxjv .mozilla/firefox/*/sessionstore-backups/recovery.jsonlz4 || true"));
  }

  private void browse(String session, String url) {
    fleet.detached(session, "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/desk/bus firefox-esr " + url);
  }

  private void key(String session, String keys) {
    Answer pressed =
        server.post(
            "/sessions/" + session + "/actions",
            "{\"v\":1,\"action\":\"key\",\"text\":\"" + keys + "\"}");
    assertThat(pressed.status()).as(pressed.text()).isEqualTo(200);
  }

  private String seen(String session) {
    return String.join("\n", fleet.in(session, "touch /tmp/seen; cat /tmp/seen"));
  }
}
