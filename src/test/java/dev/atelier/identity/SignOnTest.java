package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atelier.Caller;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.Secret;
import dev.atelier.identity.SignOnFailed.Reason;
import dev.atelier.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of a provider that lies; an honest one is in {@code SignOnBrowserIT}. */
class SignOnTest {
  private static final URI BACK = URI.create("https://desk.example/console/sign-in/back");

  private static RSAKey own;
  private static RSAKey other;

  // Tokens are checked by the wall clock.
  private final HandSetClock clock = new HandSetClock();
  private final Map<String, Object> claims = new HashMap<>();
  private final Map<String, Object> more = new HashMap<>();
  private RSAKey signing = own;
  private HttpServer server;
  private String issuer;
  private SignOn signOn;

  @BeforeAll
  static void makeKeys() throws JOSEException {
    own = new RSAKeyGenerator(2048).keyID("one").generate();
    other = new RSAKeyGenerator(2048).keyID("one").generate();
  }

  @BeforeEach
  void begin() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext(
        "/.well-known/openid-configuration",
        exchange ->
            answer(
                exchange,
                Map.of(
                    "issuer",
                    issuer,
                    "authorization_endpoint",
                    issuer + "/auth",
                    "token_endpoint",
                    issuer + "/token",
                    "userinfo_endpoint",
                    issuer + "/me",
                    "jwks_uri",
                    issuer + "/keys",
                    "response_types_supported",
                    List.of("code"),
                    "subject_types_supported",
                    List.of("public"),
                    "id_token_signing_alg_values_supported",
                    List.of("RS256"))));
    server.createContext(
        "/keys", exchange -> answer(exchange, new JWKSet(own.toPublicJWK()).toJSONObject()));
    server.createContext("/me", exchange -> answer(exchange, more));
    server.createContext(
        "/token",
        exchange ->
            answer(
                exchange,
                Map.of("access_token", "x", "token_type", "Bearer", "id_token", idToken())));
    server.start();
    signOn = signOn(Optional.of(issuer), "staff=operator, heads = admin", "");
    claims.put("iss", issuer);
    claims.put("aud", "atelier");
    claims.put("sub", "user-7");
    claims.put("email", "ada@example.com");
    claims.put("groups", List.of("staff", "unknown"));
    claims.put("iat", Date.from(Instant.now()));
    claims.put("exp", Date.from(Instant.now().plusSeconds(300)));
    more.put("sub", "user-7");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private SignOn signOn(Optional<String> at, String roles, String standard) {
    return new SignOn(
        at,
        Optional.of("atelier"),
        Optional.of(Secret.of("secret")),
        "the office",
        "openid profile",
        new SignOnRights("groups", Optional.of(roles), Optional.of(standard)),
        clock);
  }

  private static void answer(HttpExchange exchange, Map<String, Object> json) throws IOException {
    byte[] body = Json.write(json).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String idToken() {
    try {
      JWTClaimsSet.Builder set = new JWTClaimsSet.Builder();
      claims.forEach(set::claim);
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), set.build());
      token.sign(new RSASSASigner(signing));
      return token.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Caller comesBack(SignOn.Journey journey) throws SignOnFailed {
    return signOn.comesBack(
        journey, Map.of("code", List.of("c"), "state", List.of(journey.state())));
  }

  private Caller comesIn() throws SignOnFailed {
    SignOn.Journey journey = signOn.setOut(BACK);
    claims.putIfAbsent("nonce", journey.nonce());
    return comesBack(journey);
  }

  private void isRefused(Reason reason) {
    assertThatThrownBy(this::comesIn)
        .isInstanceOfSatisfying(
            SignOnFailed.class, failed -> assertThat(failed.reason()).isEqualTo(reason));
  }

  @Test
  void theWayToTheProviderNamesThisServerAndHidesWhatOnlyItKnows() throws SignOnFailed {
    SignOn.Journey journey = signOn.setOut(BACK);
    String page = signOn.page(journey).toString();
    assertThat(page)
        .startsWith(issuer + "/auth?")
        .contains("client_id=atelier", "state=" + journey.state(), "code_challenge_method=S256")
        .contains("redirect_uri=https%3A%2F%2Fdesk.example%2Fconsole%2Fsign-in%2Fback")
        .doesNotContain(journey.verifier(), "secret");
    assertThat(journey.toString()).doesNotContain(journey.verifier(), journey.state());
  }

  @Test
  void whoIsKnownThereComesInWithTheHighestRoleOfTheirGroups() throws SignOnFailed {
    Caller ada = comesIn();
    assertThat(ada.name()).isEqualTo("ada@example.com (sign-on)");
    assertThat(ada.role()).isEqualTo(Role.OPERATOR);
    assertThat(ada.seesAll()).isTrue();
    assertThat(ada.credential().until()).contains(clock.instant().plus(SignOn.LASTS));
    claims.put("groups", List.of("staff", "heads"));
    claims.put("desktops", List.of("sess_a"));
    claims.remove("nonce");
    Caller head = comesIn();
    assertThat(head.role()).as("bound to desktops, nobody administers").isEqualTo(Role.OPERATOR);
    assertThat(head.sees("sess_b")).isFalse();
  }

  @Test
  void groupsMayBeInTheUserInfoAlone() throws SignOnFailed {
    claims.remove("groups");
    more.put("groups", "heads");
    assertThat(comesIn().role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void whoseUserInfoIsNotToBeHadDoesNotComeInUnbounded() {
    server.removeContext("/me");
    isRefused(Reason.UNREACHABLE);
  }

  @Test
  void groupsThatAreNamedAsRolesAreCountOnlyWhereNoneHasARole() throws SignOnFailed {
    claims.put("groups", List.of("admin"));
    isRefused(Reason.NO_ROLE);
    signOn = signOn(Optional.of(issuer), "", "");
    claims.remove("nonce");
    assertThat(comesIn().role()).isEqualTo(Role.ADMIN);
  }

  @Test
  void whoCameInBeforeARestartHasAnotherCredentialSince() throws SignOnFailed {
    Caller ada = comesIn();
    assertThat(signOn.present(ada)).contains(ada);
    Caller since = signOn(Optional.of(issuer), "", "").present(ada).orElseThrow();
    assertThat(since.credential().version()).isNotEqualTo(ada.credential().version());
    assertThat(signOn(Optional.of(""), "", "").present(ada)).isEmpty();
  }

  @Test
  void withoutARoleNobodyComesInUnlessEveryoneHasOne() throws SignOnFailed {
    claims.put("groups", List.of("unknown"));
    isRefused(Reason.NO_ROLE);
    signOn = signOn(Optional.of(issuer), "", "viewer");
    claims.remove("nonce");
    assertThat(comesIn().role()).isEqualTo(Role.VIEWER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "nonce", "exp", "sub"})
  void whatIsNotForThisServerAndThisJourneyIsRefused(String claim) {
    claims.put(claim, claim.equals("exp") ? Date.from(Instant.now().minusSeconds(300)) : "another");
    isRefused(Reason.INVALID);
  }

  @Test
  void whatAnotherKeySignedIsRefused() {
    signing = other;
    isRefused(Reason.INVALID);
  }

  @Test
  void anAnswerToAnotherQuestionIsRefused() {
    SignOn.Journey journey = signOn.setOut(BACK);
    assertThatThrownBy(
            () ->
                signOn.comesBack(
                    journey, Map.of("code", List.of("c"), "state", List.of("another"))))
        .isInstanceOf(SignOnFailed.class);
    assertThatThrownBy(
            () ->
                signOn.comesBack(
                    journey,
                    Map.of(
                        "code", List.of("c"),
                        "state", List.of(journey.state()),
                        "iss", List.of("https://another.example"))))
        .isInstanceOf(SignOnFailed.class);
    clock.pass(Duration.ofMinutes(16));
    assertThatThrownBy(() -> comesBack(journey))
        .isInstanceOfSatisfying(
            SignOnFailed.class, failed -> assertThat(failed.reason()).isEqualTo(Reason.STALE));
  }

  @Test
  void aProviderThatIsDownIsAskedAgainLater() throws SignOnFailed {
    server.stop(0);
    isRefused(Reason.UNREACHABLE);
    assertThatThrownBy(this::comesIn).hasMessageContaining("a moment ago");
    clock.pass(Duration.ofSeconds(6));
    assertThatThrownBy(this::comesIn).message().doesNotContain("a moment ago");
  }

  @Test
  void settingsThatCannotBeMeantStopTheServer() {
    assertThatThrownBy(() -> signOn(Optional.of("id.example"), "", ""))
        .hasMessageStartingWith("OIDC_ISSUER");
    assertThatThrownBy(() -> signOn(Optional.of(issuer), "staff=boss", ""))
        .hasMessageContaining("OIDC_ROLES: “staff=boss” names no role");
    assertThatThrownBy(() -> signOn(Optional.of(issuer), "", "boss"))
        .hasMessageContaining("OIDC_DEFAULT_ROLE");
    assertThat(signOn(Optional.of(" "), "", "").offered()).isFalse();
  }
}
