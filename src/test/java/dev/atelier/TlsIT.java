package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything through one TLS origin: the proxy that is shipped, before the server as shipped. */
class TlsIT {
  private static final String TOKEN = "tls-token";
  private static final String LOGIN = "https://auth.example.com";
  private static final Duration SOON = Duration.ofSeconds(30);

  private static RunningServer server;
  private static RunningCaddy caddy;
  private static String session = "";

  @BeforeAll
  static void start() {
    EngineCommand.require();
    server =
        RunningServer.start(
            Map.of(
                "ATELIER_API_TOKEN",
                TOKEN,
                "ATELIER_ALLOWED_ORIGINS",
                "https://chat.example.com",
                "ATELIER_TRUSTED_PROXIES",
                "127.0.0.1"));
    caddy = RunningCaddy.before(server);
    Answer made = caddy.send(known("/sessions?wait=ready").POST(body("{\"label\":\"TLS\"}")));
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    session = "/sessions/" + made.text("id");
    assertThat(made.header("Location")).isEqualTo(caddy.baseUrl() + session);
    assertThat(made.text("vnc_url"))
        .isEqualTo(caddy.baseUrl().replace("https:", "wss:") + session + "/vnc");
  }

  @AfterAll
  static void stop() {
    caddy.send(known(session + "?purge=true").DELETE());
    caddy.close();
    server.stop();
  }

  @Test
  void theConsoleComesWithACookieForTlsAlone() {
    Answer page = caddy.send(caddy.request("/console/"));
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("VAADIN/build/");
    assertThat(page.header("Set-Cookie"))
        .startsWith("ATELIER_SESSION=")
        .contains("; Secure")
        .containsIgnoringCase("; HttpOnly")
        .containsIgnoringCase("; SameSite=Lax");
    assertThat(page.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    assertThat(page.header("Content-Security-Policy")).endsWith("frame-ancestors 'self'");
    assertThat(page.headers()).doesNotContainKey("server");
    assertThat(caddy.send(caddy.request("/")).header("Location"))
        .isEqualTo(caddy.baseUrl() + "/console");
  }

  @Test
  void whoComesWithoutTlsIsLedToIt() {
    Answer led = server.send(HttpRequest.newBuilder(URI.create(caddy.plainUrl() + "/console")));
    assertThat(led.status()).isEqualTo(308);
    assertThat(led.header("Location")).startsWith("https://localhost");
  }

  @Test
  void theApiAnswersWhoHasTheTokenWithItsTlsAddresses() {
    assertThat(caddy.send(caddy.request("/sessions")).status()).isEqualTo(401);
    Answer answer = caddy.send(known(session));
    assertThat(answer.text("embed_url")).isEqualTo(caddy.baseUrl() + session + "/embed");
    assertThat(answer.text("screenshot_url")).isEqualTo(caddy.baseUrl() + session + "/screenshot");
    assertThat(caddy.send(known(session + "/embed")).header("Location"))
        .startsWith(caddy.baseUrl() + "/live/index.html?session=");
    Answer forged =
        caddy.send(
            known(session)
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Port", "1")
                .header("X-Forwarded-Proto", "http")
                .header("Forwarded", "proto=http;host=evil.example"));
    assertThat(forged.text("embed_url")).isEqualTo(caddy.baseUrl() + session + "/embed");
  }

  @Test
  void itsOwnPagesMayActAndOthersMayNot() {
    String own = caddy.baseUrl();
    assertThat(act(own)).isEqualTo(200);
    assertThat(act("https://chat.example.com")).isEqualTo(200);
    assertThat(act("https://elsewhere.example")).isEqualTo(403);
    assertThat(act(own.replace("https:", "http:"))).isEqualTo(403);
  }

  private static int act(String origin) {
    return caddy
        .send(
            known(session + "/actions")
                .header("Origin", origin)
                .POST(body(Contract.act("cursor_position", ""))))
        .status();
  }

  @Test
  void eventsComeAtOnceWhileTheTaskGoesOn() {
    Answer given =
        caddy.send(
            known(session + "/task").POST(body("{\"goal\":\"press Escape, wait 90 seconds\"}")));
    assertThat(given.status()).as(given.text()).isEqualTo(202);
    String stream = given.text("stream_url");
    assertThat(stream).startsWith(caddy.baseUrl() + session + "/task/");
    String task = session + "/task/" + given.text("task_id");
    HttpRequest.Builder asked = known(task + "/stream").version(HttpClient.Version.HTTP_1_1);
    try (EventReader events = EventReader.open(caddy.http(), asked)) {
      await().atMost(SOON).until(() -> !events.ids().isEmpty());
      assertThat(caddy.send(known(task)).text("status")).isEqualTo("running");
      assertThat(events.delays().get(0)).isLessThan(Duration.ofSeconds(5));
    } finally {
      caddy.send(known(task + "/cancel").POST(HttpRequest.BodyPublishers.noBody()));
    }
  }

  @Test
  void theLiveViewWorks() throws Exception {
    String address = caddy.baseUrl().replace("https:", "wss:") + session + "/vnc";
    assertThat(Greeting.of(caddy.http(), address, "Authorization", "Bearer " + TOKEN))
        .startsWith("RFB 003.008");
    assertThat(
            Greeting.of(
                caddy.http(),
                address,
                "Authorization",
                "Bearer " + TOKEN,
                "Origin",
                caddy.baseUrl()))
        .startsWith("RFB 003.008");
  }

  @Test
  void noSecretIsInTheAccessLog() {
    for (String path :
        List.of(
            "/live/?session=x&ticket=hush-1",
            "/live/?%74icket=hush-2&ticket=hush-3",
            "/t/hush-4/api/task?a=b",
            "//t/hush-5",
            "/%74/hush-6?TICKET=hush-7",
            "/t;a=b/hush-8/last")) {
      caddy.send(
          caddy
              .request(path)
              .header("Authorization", "Bearer hush-9")
              .header("Cookie", "ATELIER_SESSION=hush-10")
              .header("Referer", "https://chat.example.com/?ticket=hush-11"));
    }
    caddy.send(known(session + "/embed?ticket=hush-12"));
    await().atMost(SOON).until(() -> caddy.log().contains(session + "/embed?ticket=REDACTED"));
    assertThat(caddy.log())
        .contains(
            "\"/live/?session=x&ticket=REDACTED\"",
            "\"/t/REDACTED/api/task?a=b\"",
            "\"/t;a=b/REDACTED/last\"")
        .doesNotContain("hush-", TOKEN);
  }

  @Test
  void aServerThatIsAwayIsToldInASentenceAndInTheLogWithoutSecrets() {
    try (RunningServer away = RunningServer.prepared(Map.of());
        RunningCaddy alone = RunningCaddy.before(away)) {
      Answer answer =
          alone.send(
              alone.request("/t/hush-1/x?ticket=hush-2").header("Authorization", "Bearer hush-3"));
      Contract.isProblem(answer, 502);
      assertThat(answer.header("Strict-Transport-Security")).isNotEmpty();
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      await().atMost(SOON).until(() -> alone.log().contains("/t/REDACTED/x"));
      assertThat(alone.log()).doesNotContain("hush-");
    }
  }

  @Test
  void aLoginCanStandBeforeEverything() throws IOException {
    HttpServer authelia =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    authelia.createContext("/api/verify", TlsIT::verify);
    authelia.start();
    String upstream = "127.0.0.1:" + authelia.getAddress().getPort();
    try (RunningCaddy guarded = RunningCaddy.withLogin(server, upstream, LOGIN)) {
      for (String path : List.of("/console/", "/sessions", "/live/index.html", "/health")) {
        Answer led = guarded.send(guarded.request(path).header("Authorization", "Bearer " + TOKEN));
        assertThat(led.status()).as(path).isEqualTo(302);
        assertThat(led.header("Location")).isEqualTo(LOGIN + "/?rd=" + guarded.baseUrl() + path);
      }
      String known = "authelia_session=ada";
      assertThat(guarded.send(guarded.request("/console/").header("Cookie", known)).status())
          .isEqualTo(200);
      // Who may pass the door still needs the server's token.
      assertThat(guarded.send(guarded.request("/sessions").header("Cookie", known)).status())
          .isEqualTo(401);
      assertThat(
              guarded
                  .send(
                      guarded
                          .request("/sessions")
                          .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                          .header("Origin", "https://chat.example.com")
                          .header("Access-Control-Request-Method", "POST"))
                  .status())
          .isEqualTo(204);
    } finally {
      authelia.stop(0);
    }
  }

  /** As Authelia answers: who has its cookie may pass, others are led to the login. */
  private static void verify(HttpExchange exchange) throws IOException {
    var asked = exchange.getRequestHeaders();
    boolean known = String.valueOf(asked.getFirst("Cookie")).contains("authelia_session=ada");
    if (known) {
      exchange.getResponseHeaders().add("Remote-User", "ada");
    } else {
      String back =
          asked.getFirst("X-Forwarded-Proto")
              + "://"
              + asked.getFirst("X-Forwarded-Host")
              + asked.getFirst("X-Forwarded-Uri");
      String login = exchange.getRequestURI().getQuery().substring("rd=".length());
      exchange.getResponseHeaders().add("Location", login + "?rd=" + back);
    }
    exchange.sendResponseHeaders(known ? 200 : 302, -1);
    exchange.close();
  }

  private static HttpRequest.Builder known(String path) {
    return caddy
        .request(path)
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Type", "application/json");
  }

  private static HttpRequest.BodyPublisher body(String json) {
    return HttpRequest.BodyPublishers.ofString(json);
  }
}
