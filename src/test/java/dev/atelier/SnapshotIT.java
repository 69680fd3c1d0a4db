package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
    assertThat(images()).isEmpty();
  }

  @Test
  void aBrowserIsLoggedInWithItsTabsInTheCopyAndTheOriginalGoesOn() {
    String ada = create("{\"label\":\"Ada\"}");
    in(ada, "root", "echo tool > /usr/local/bin/tool");
    in(ada, "operator", "cat > site.py <<'END'\n" + SITE + "END");
    detached(ada, "python3 site.py");
    browse(ada, "http://127.0.0.1:8000/login");
    await().atMost(Duration.ofSeconds(40)).until(() -> seen(ada).contains("/login "));
    browse(ada, "http://127.0.0.1:8000/letters");
    await().atMost(Duration.ofSeconds(20)).until(() -> seen(ada).contains("/letters who=ada"));

    Answer taken = server.post("/sessions/" + ada + "/snapshot", "{\"note\":\"logged in\"}");
    assertThat(taken.status()).isEqualTo(201);
    assertThat(taken.json()).containsEntry("note", "logged in").containsEntry("kind", "asked");
    assertThat(((Number) taken.json().get("home_bytes")).longValue()).isPositive();
    in(ada, "operator", "pgrep firefox");

    String twin = create("{\"label\":\"Twin\",\"snapshot_id\":\"" + taken.text("id") + "\"}");
    assertThat(in(twin, "operator", "cat /usr/local/bin/tool")).containsExactly("tool");
    detached(twin, "python3 site.py");
    browse(twin, "");
    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(seen(twin)).contains("/letters who=ada; visit=this"));
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
    assertThat(in(twin, "operator", "cat /etc/machine-id"))
        .isNotEqualTo(in(ada, "operator", "cat /etc/machine-id"));

    in(ada, "operator", "echo mistake > Documents/letter; rm site.py");
    in(ada, "root", "rm /usr/local/bin/tool");
    Answer back =
        server.post(
            "/sessions/" + ada + "/restore", "{\"snapshot_id\":\"" + taken.text("id") + "\"}");
    assertThat(back.status()).isEqualTo(202);
    assertThat(server.post("/sessions/" + ada + "/resume", "").status()).isEqualTo(200);
    assertThat(in(ada, "operator", "ls site.py Documents; cat /usr/local/bin/tool"))
        .containsExactly("site.py", "", "Documents:", "tool");
    assertThat(server.get("/sessions/" + ada + "/snapshots").list("items"))
        .extracting(each -> each.get("kind"))
        .containsExactly("safety", "asked");
    assertThat(server.get("/sessions/" + ada + "/audit/verify").json()).containsEntry("ok", true);
    assertThat(engine.volumes()).hasSize(2);
  }

  @Test
  void aTaskIsUndone() {
    String ada = create("{\"label\":\"Ada\"}");
    in(ada, "operator", "echo good > Documents/letter");
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
    await().until(() -> in(ada, "operator", "ls Documents").isEmpty());
    assertThat(server.get(task).json()).containsEntry("can_undo", true);

    assertThat(server.post(task + "/undo", "").status()).isEqualTo(202);
    assertThat(server.post("/sessions/" + ada + "/resume", "").status()).isEqualTo(200);
    assertThat(in(ada, "operator", "cat Documents/letter")).containsExactly("good");
    assertThat(server.get("/sessions/" + ada + "/snapshots").list("items"))
        .extracting(each -> each.get("kind"))
        .containsExactly("safety", "undo");
    assertThat(server.get("/health").list("orphans")).isEmpty();
  }

  private String create(String body) {
    Answer made = server.post("/sessions?wait=ready", body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.text("id");
  }

  private List<String> in(String session, String user, String command) {
    return engine.lines(
        "exec", "-u", user, "-w", "/home/operator", container(session), "sh", "-c", command);
  }

  private void detached(String session, String command) {
    engine.lines(
        "exec",
        "-d",
        "-u",
        "operator",
        "-w",
        "/home/operator",
        container(session),
        "sh",
        "-c",
        command);
  }

  private void browse(String session, String url) {
    detached(session, "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/desk/bus firefox-esr " + url);
  }

  private void key(String session, String keys) {
    Answer pressed =
        server.post(
            "/sessions/" + session + "/actions",
            "{\"v\":1,\"action\":\"key\",\"text\":\"" + keys + "\"}");
    assertThat(pressed.status()).as(pressed.text()).isEqualTo(200);
  }

  private String seen(String session) {
    return String.join("\n", in(session, "operator", "touch /tmp/seen; cat /tmp/seen"));
  }

  private static String container(String session) {
    return "atelier-desktop-" + session;
  }

  private List<String> images() {
    return engine.lines("images", "-q", "--filter", "label=dev.atelier.instance=" + instance);
  }
}
