package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers are told, whose pages may call, and what proxies may say. */
class BrowsersIT {
  private static final String TOKEN = "browsers-token";
  private static final String LISTED = "https://chat.example.com";
  private static final String FOREIGN = "https://elsewhere.example";
  private static final String DATA = "default-src 'none'; frame-ancestors 'none'";

  private static RunningServer server;
  private static Client anybody;
  private static Client caller;

  @BeforeAll
  static void start() {
    server =
        RunningServer.start(
            Map.of(
                "ATELIER_API_TOKEN",
                TOKEN,
                "ATELIER_ALLOWED_ORIGINS",
                LISTED + ", http://localhost:3000",
                // Of all addresses of this machine only the first.
                "ATELIER_TRUSTED_PROXIES",
                "127.0.0.1"));
    anybody = new Client(URI.create(server.baseUrl()), List.of());
    caller = anybody.with("Authorization", "Bearer " + TOKEN);
  }

  @AfterAll
  static void stop() {
    caller
        .get("/sessions")
        .list("items")
        .forEach(one -> caller.json("DELETE", "/sessions/" + one.get("id") + "?purge=true", ""));
    server.stop();
  }

  @Test
  void aListedOriginsPreflightIsAnsweredBeforeAnybodySaysWhoTheyAre() {
    for (String path : List.of("/sessions", "/sessions/sess_1/task", "/t/ticket/api/task", "/x")) {
      Answer answer = preflight(LISTED, path);
      assertThat(answer.status()).as(path).isEqualTo(204);
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(LISTED);
      assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
      assertThat(answer.header("Access-Control-Allow-Methods"))
          .contains("GET", "POST", "PUT", "PATCH", "DELETE");
      assertThat(answer.header("Access-Control-Allow-Headers"))
          .contains("Authorization", "Content-Type", "Last-Event-ID", "If-None-Match");
      assertThat(answer.header("Vary")).isEqualTo("Origin");
    }
  }

  @Test
  void aListedOriginMayReadAnswersAndRefusals() {
    Client page = caller.with("Origin", LISTED);
    for (Answer answer :
        List.of(
            page.get("/sessions"),
            page.get("/sessions/sess_nobody"),
            page.json("POST", "/sessions", "nonsense"),
            anybody.with("Origin", LISTED).get("/sessions"))) {
      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(LISTED);
      assertThat(answer.header("Access-Control-Allow-Credentials")).isEqualTo("true");
      assertThat(answer.header("Access-Control-Expose-Headers"))
          .contains("ETag", "Location", "Retry-After");
      assertThat(answer.header("Vary")).contains("Origin");
    }
    assertThat(page.get("/sessions").status()).isEqualTo(200);
    assertThat(page.json("POST", "/sessions", "nonsense").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {FOREIGN, "null", "http://chat.example.com", "https://chat.example.com.x"})
  void anyOtherOriginIsAllowedNothing(String origin) {
    Client page = caller.with("Origin", origin);
    for (Answer answer :
        List.of(
            preflight(origin, "/sessions"),
            page.get("/sessions"),
            page.get("/health"),
            page.json("POST", "/sessions", "{}"))) {
      assertThat(answer.headers().keySet())
          .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control"));
      assertThat(answer.header("Vary")).contains("Origin");
    }
    Contract.isProblem(preflight(origin, "/sessions"), 403);
    Contract.isProblem(page.json("POST", "/sessions", "{}"), 403);
    Contract.isProblem(page.json("DELETE", "/sessions/sess_nobody", ""), 403);
    assertThat(page.get("/sessions").status()).isEqualTo(200);
  }

  @Test
  void theConsoleIsNoPlaceForOtherOrigins() {
    assertThat(anybody.with("Origin", LISTED).get("/console/").headers())
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void anEventStreamIsNotForOtherSitesCookies() {
    Client listed = caller.with("Origin", LISTED).with("Cookie", "ATELIER_SESSION=x");
    String stream = "/sessions/sess_nobody/task/task_nobody/stream";
    assertThat(listed.get(stream).status()).isEqualTo(404);
    for (String origin : List.of(FOREIGN, "null")) {
      Client page = caller.with("Origin", origin);
      assertThat(page.get(stream).status()).isEqualTo(404);
      Contract.isProblem(page.with("Cookie", "ATELIER_SESSION=x").get(stream), 403);
    }
  }

  @Test
  void aLiveViewIsNotForOtherSites() throws Exception {
    for (String origin : List.of(FOREIGN, "null")) {
      assertThatThrownBy(() -> live("Origin", origin))
          .hasCauseInstanceOf(WebSocketHandshakeException.class)
          .satisfies(
              refused ->
                  assertThat(
                          ((WebSocketHandshakeException) refused.getCause())
                              .getResponse()
                              .statusCode())
                      .isEqualTo(403));
    }
    assertThat(live("Origin", LISTED)).isEqualTo("4404");
    assertThat(live("Origin", server.baseUrl())).isEqualTo("4404");
    assertThat(live()).isEqualTo("4404");
  }

  @Test
  void everyAnswerSaysWhatABrowserMayDoWithIt() {
    SoftAssertions all = new SoftAssertions();
    for (String path :
        List.of(
            "/health",
            "/sessions",
            "//sessions",
            "/tasks/",
            "/nothing",
            "/openapi",
            "/",
            "/assets/icon.svg",
            "/assets/none",
            "/novnc/core/rfb.js",
            "/live/index.html",
            "/live/none.js",
            "/console",
            "/console/",
            "/console/VAADIN/none.js")) {
      Answer answer = anybody.get(path);
      all.assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
      all.assertThat(answer.header("Referrer-Policy")).as(path).isEqualTo("no-referrer");
      String policy = answer.header("Content-Security-Policy");
      all.assertThat(policy).as(path).startsWith("default-src 'none'; ");
      if (path.startsWith("/live/")) {
        all.assertThat(policy)
            .as(path)
            .endsWith("frame-ancestors 'self' " + LISTED + " http://localhost:3000")
            .doesNotContain("unsafe");
      } else if (path.startsWith("/console")) {
        all.assertThat(policy)
            .as(path)
            .endsWith("frame-ancestors 'self'")
            .containsPattern("script-src 'nonce-[^']+' 'strict-dynamic' 'unsafe-eval';");
      } else {
        all.assertThat(policy).as(path).isEqualTo(DATA);
      }
    }
    all.assertAll();
  }

  @Test
  void noTwoPagesOfTheConsoleHaveTheSameNonce() {
    String first = anybody.get("/console/").header("Content-Security-Policy");
    String second = anybody.get("/console/").header("Content-Security-Policy");
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void behindATrustedProxyEveryAddressIsTheBrowsers() {
    Client proxied =
        caller
            .with("X-Forwarded-Proto", "https")
            .with("X-Forwarded-Host", "desk.example.com:8443")
            .with("Origin", "https://desk.example.com:8443");
    Answer made = proxied.json("POST", "/sessions", "{\"label\":\"Proxied\"}");
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String place = "desk.example.com:8443/sessions/" + made.text("id");
    assertThat(made.header("Location")).isEqualTo("https://" + place);
    assertThat(made.text("embed_url")).isEqualTo("https://" + place + "/embed");
    assertThat(made.text("screenshot_url")).isEqualTo("https://" + place + "/screenshot");
    assertThat(made.text("vnc_url")).isEqualTo("wss://" + place + "/vnc");
    assertThat(proxied.get("/sessions/" + made.text("id") + "/embed").header("Location"))
        .isEqualTo("https://desk.example.com:8443/live/index.html?session=" + made.text("id"));
    assertThat(proxied.get("/").header("Location"))
        .isEqualTo("https://desk.example.com:8443/console");
    assertThat(proxied.get("/console").header("Location"))
        .isEqualTo("https://desk.example.com:8443/console/");
    assertThat(proxied.get("/openapi").text()).contains("- url: /\n").doesNotContain("localhost");
    // Its own page is that of the address the browser knows, and of no other.
    assertThat(proxied.json("POST", "/sessions", "nonsense").status()).isEqualTo(400);
    Client stranger =
        caller
            .with("X-Forwarded-Proto", "https")
            .with("X-Forwarded-Host", "desk.example.com:8443")
            .with("Origin", server.baseUrl());
    assertThat(stranger.json("POST", "/sessions", "nonsense").status()).isEqualTo(403);
  }

  @Test
  void theSessionsCookieIsForTlsWhenTheBrowserCameByTls() {
    assertThat(anybody.with("X-Forwarded-Proto", "https").get("/console/").header("Set-Cookie"))
        .startsWith("ATELIER_SESSION=")
        .containsIgnoringCase("; HttpOnly")
        .containsIgnoringCase("; SameSite=Lax")
        .contains("; Secure");
    assertThat(anybody.with("Forwarded", "proto=https").get("/console/").header("Set-Cookie"))
        .contains("; Secure");
    assertThat(anybody.get("/console/").header("Set-Cookie"))
        .startsWith("ATELIER_SESSION=")
        .containsIgnoringCase("; HttpOnly")
        .containsIgnoringCase("; SameSite=Lax")
        .doesNotContain("Secure");
  }

  @Test
  void fromAnywhereElseAForgedHeaderHasNoEffect() throws IOException {
    String forged =
        """
        X-Forwarded-Proto: https
        X-Forwarded-Host: evil.example
        X-Forwarded-Port: 1
        Forwarded: for=127.0.0.1;proto=https;host=evil.example
        X-Forwarded-For: 127.0.0.1
        """
            .replace("\n", "\r\n");
    assertThat(from("127.0.0.2", "GET /console", forged))
        .contains("Location: " + server.baseUrl() + "/console/")
        .doesNotContain("evil");
    assertThat(from("127.0.0.2", "GET /console/", forged))
        .contains("Set-Cookie: ATELIER_SESSION=")
        .doesNotContain("; Secure");
    String own = forged + "Origin: https://evil.example\r\nContent-Length: 0\r\n";
    assertThat(from("127.0.0.2", "POST /sessions", own)).startsWith("HTTP/1.1 403 ");
    assertThat(from("127.0.0.1", "GET /console", forged))
        .contains("Location: https://evil.example:1/console/");
  }

  @Test
  void anOriginThatIsNoneEndsTheStartWithASentence() {
    RunningServer other =
        RunningServer.prepared(Map.of("ATELIER_ALLOWED_ORIGINS", "https://chat.example.com/app"));
    assertThatThrownBy(other::startAgain)
        .hasMessageContaining(
            "the server does not start: ATELIER_ALLOWED_ORIGINS: “https://chat.example.com/app” is"
                + " not an origin");
  }

  private static Answer preflight(String origin, String path) {
    return anybody
        .with("Origin", origin)
        .with("Access-Control-Request-Method", "POST")
        .with("Access-Control-Request-Headers", "authorization,content-type")
        .json("OPTIONS", path, "");
  }

  private static String live(String... headers) throws Exception {
    String address = server.baseUrl().replace("http:", "ws:") + "/sessions/sess_nobody/vnc";
    String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
    all[headers.length] = "Authorization";
    all[headers.length + 1] = "Bearer " + TOKEN;
    return Greeting.of(HttpClient.newHttpClient(), address, all);
  }

  /** Asks from another address of this machine; the answer as it comes. */
  private static String from(String address, String what, String headers) throws IOException {
    URI place = URI.create(server.baseUrl());
    try (Socket socket =
        new Socket(
            InetAddress.getByName(place.getHost()),
            place.getPort(),
            InetAddress.getByName(address),
            0)) {
      String request =
          what
              + " HTTP/1.1\r\nHost: "
              + place.getAuthority()
              + "\r\nConnection: close\r\n"
              + headers
              + "\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
