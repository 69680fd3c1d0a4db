package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.atelier.BackgroundWork;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.Secret;
import dev.atelier.SelfSigned;
import dev.atelier.identity.SignOnTrouble.Kind;
import dev.atelier.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignOnCheckTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final BackgroundWork background = new BackgroundWork(Thread::new);
  private HttpServer server;
  private String issuer;
  private String callsItself;
  private String leavesOut = "";
  private int status = 200;

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + server.getAddress().getPort();
    callsItself = issuer;
    server.createContext(
        "/.well-known/openid-configuration",
        exchange -> {
          byte[] body = description().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  private String description() {
    Map<String, Object> said =
        new HashMap<>(
            Map.of(
                "issuer",
                callsItself,
                "authorization_endpoint",
                issuer + "/auth",
                "token_endpoint",
                issuer + "/token",
                "jwks_uri",
                issuer + "/keys",
                "response_types_supported",
                List.of("code"),
                "subject_types_supported",
                List.of("public"),
                "id_token_signing_alg_values_supported",
                List.of("RS256")));
    said.remove(leavesOut);
    return Json.write(said);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    background.stop();
  }

  private SignOn signOn(String at) {
    return new SignOn(
        Optional.of(at),
        Optional.of("atelier"),
        Optional.of(Secret.of("hidden")),
        "the office",
        "openid",
        new SignOnRights("groups", Optional.of("staff=operator"), Optional.of("viewer")),
        new HandSetClock());
  }

  private Optional<SignOnTrouble> trouble(String at, Duration patience) {
    return new SignOnCheck(signOn(at), background, patience).trouble();
  }

  private void isTroubledBy(Kind kind, String detail) {
    assertThat(trouble(issuer, PATIENCE)).contains(new SignOnTrouble(kind, detail));
  }

  @Test
  void oneThatDescribesItselfIsNoTroubleAndNeitherIsNone() {
    assertThat(trouble(issuer, PATIENCE)).isEmpty();
    assertThat(trouble("", PATIENCE)).isEmpty();
  }

  @Test
  void whatIsWrongIsToldApart() {
    callsItself = issuer + "/";
    isTroubledBy(Kind.OTHER_NAME, issuer + "/");
    callsItself = "";
    isTroubledBy(Kind.NO_DESCRIPTION, "");
    status = 404;
    isTroubledBy(Kind.NO_DESCRIPTION, "it answered 404");
    server.stop(0);
    isTroubledBy(Kind.NOBODY_THERE, "");
    assertThat(trouble("http://id.invalid", PATIENCE))
        .map(SignOnTrouble::kind)
        .contains(Kind.NO_SUCH_HOST);
  }

  @Test
  void whatDoesNotSayWhereToGoIsNoDescription() {
    for (String needed : List.of("authorization_endpoint", "token_endpoint", "jwks_uri")) {
      leavesOut = needed;
      assertThat(trouble(issuer, PATIENCE))
          .get()
          .satisfies(
              trouble -> {
                assertThat(trouble.kind()).isEqualTo(Kind.NO_DESCRIPTION);
                assertThat(trouble.detail()).doesNotContainIgnoringCase("null");
              });
    }
  }

  @Test
  void itIsNotFollowedElsewhere() {
    AtomicInteger elsewhere = new AtomicInteger();
    server.createContext(
        "/elsewhere",
        exchange -> {
          elsewhere.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.createContext(
        "/moved/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", issuer + "/elsewhere");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    assertThat(trouble(issuer + "/moved", PATIENCE))
        .contains(new SignOnTrouble(Kind.NO_DESCRIPTION, "it answered 302"));
    assertThat(elsewhere).hasValue(0);
  }

  @Test
  void howeverManyAskItIsAskedOnceAtATime() throws IOException {
    AtomicInteger threads = new AtomicInteger();
    BackgroundWork counted =
        new BackgroundWork(
            work -> {
              threads.incrementAndGet();
              return new Thread(work);
            });
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      SignOnCheck check =
          new SignOnCheck(
              signOn("http://127.0.0.1:" + mute.getLocalPort()), counted, Duration.ofMillis(100));
      for (int n = 0; n < 5; n++) {
        assertThat(check.trouble()).contains(new SignOnTrouble(Kind.SILENT, ""));
      }
      assertThat(threads).hasValue(1);
    } finally {
      counted.stop();
    }
  }

  @Test
  void oneWhoseCertificateIsOfNobodyKnownHereIsNotTrusted() throws Exception {
    HttpsServer tls =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    tls.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.of("127.0.0.1").shown()));
    tls.start();
    try {
      assertThat(trouble("https://127.0.0.1:" + tls.getAddress().getPort(), PATIENCE))
          .contains(new SignOnTrouble(Kind.NOT_TRUSTED, ""));
    } finally {
      tls.stop(0);
    }
  }

  @Test
  void oneThatNeverAnswersIsWaitedForOnlySoLong() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      long begin = System.nanoTime();
      assertThat(trouble("http://127.0.0.1:" + mute.getLocalPort(), Duration.ofMillis(300)))
          .contains(new SignOnTrouble(Kind.SILENT, ""));
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
    }
  }

  @Test
  void everyTroubleSaysTheWayOutInWords() {
    assertThat(Kind.values())
        .allSatisfy(
            kind -> assertThat(new SignOnTrouble(kind, "seen").inWords()).contains(" (seen); "));
  }

  @Test
  void theSettingsAreToldWithoutTheSecret() {
    SignOnSettings settings = signOn(issuer).settings().orElseThrow();
    assertThat(settings.toString()).contains(issuer, "atelier", "staff").doesNotContain("hidden");
    assertThat(settings.roles()).containsEntry("staff", Role.OPERATOR);
    assertThat(settings.standard()).contains(Role.VIEWER);
  }
}
