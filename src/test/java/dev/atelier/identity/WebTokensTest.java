package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebTokensTest {
  private static final String ISSUER = "https://id.example";

  private static RSAKey rsa;
  private static RSAKey other;
  private static ECKey ec;

  @TempDir private Path directory;

  private final HandSetClock clock = new HandSetClock();

  @BeforeAll
  static void makeKeys() throws JOSEException {
    rsa = new RSAKeyGenerator(2048).keyID("one").generate();
    other = new RSAKeyGenerator(2048).keyID("one").generate();
    ec = new ECKeyGenerator(Curve.P_256).keyID("two").generate();
  }

  private WebTokens tokens(String key) {
    return new WebTokens(
        Optional.of(key),
        Optional.empty(),
        Optional.of(ISSUER),
        Optional.of("atelier, other"),
        clock);
  }

  private WebTokens tokens() {
    return tokens(rsa.toPublicJWK().toJSONString());
  }

  private static String pem(byte[] encoded) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(encoded)
        + "\n-----END PUBLIC KEY-----\n";
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("atelier")
        .subject("user-7")
        .claim("upn", "ada@example.com")
        .claim("groups", List.of("staff", "viewer", "operator"))
        .expirationTime(Date.from(clock.instant().plusSeconds(300)));
  }

  private Credential credential() {
    return new Credential(
        Credential.Kind.JWT,
        Secrets.hash(ISSUER + " user-7 ada@example.com (web token)"),
        "",
        Optional.of(clock.instant().plusSeconds(360).truncatedTo(ChronoUnit.SECONDS)));
  }

  private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer) {
    try {
      SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).build(), claims);
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String signed(JWTClaimsSet claims) {
    try {
      return signed(claims, JWSAlgorithm.RS256, new RSASSASigner(rsa));
    } catch (JOSEException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void theHighestOfItsGroupsIsTheRole() {
    assertThat(tokens().caller(signed(claims().build())))
        .contains(Caller.of("ada@example.com (web token)", Role.OPERATOR).with(credential()));
  }

  @Test
  void itMayBeBoundToDesktops() {
    assertThat(tokens().caller(signed(claims().claim("desktops", List.of("sess_a")).build())))
        .contains(
            new Caller(
                "ada@example.com (web token)",
                Role.OPERATOR,
                Optional.of(Set.of("sess_a")),
                credential()));
  }

  @Test
  void aNameWithoutEndOrInSeveralLinesIsNotTakenAsItIs() {
    String name = "ada\nauth.login admin" + "x".repeat(300);
    assertThat(tokens().caller(signed(claims().claim("upn", name).build())).orElseThrow().name())
        .hasSizeLessThan(100)
        .doesNotContain("\n")
        .startsWith("ada")
        .endsWith("… (web token)");
  }

  @Test
  void withoutAGroupThatIsARoleItOpensNothing() {
    assertThat(tokens().caller(signed(claims().claim("groups", List.of("staff")).build())))
        .isEmpty();
    assertThat(tokens().caller(signed(claims().claim("groups", null).build()))).isEmpty();
    assertThat(tokens().caller(signed(claims().claim("groups", "admin").build()))).isEmpty();
  }

  @Test
  void ofAnotherIssuerForAnotherServerOrExpiredItOpensNothing() {
    assertThat(tokens().caller(signed(claims().issuer("https://evil.example").build()))).isEmpty();
    assertThat(tokens().caller(signed(claims().audience("elsewhere").build()))).isEmpty();
    assertThat(tokens().caller(signed(claims().expirationTime(null).build()))).isEmpty();
    String token = signed(claims().build());
    clock.pass(Duration.ofSeconds(370));
    assertThat(tokens().caller(token)).isEmpty();
  }

  @Test
  void forgedItOpensNothing() throws JOSEException {
    String good = signed(claims().build());
    String body = claims().claim("groups", List.of("admin")).build().toString();
    String[] parts = good.split("\\.", -1);
    String swapped =
        parts[0]
            + "."
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(body.getBytes(StandardCharsets.UTF_8))
            + "."
            + parts[2];
    assertThat(tokens().caller(swapped)).isEmpty();
    assertThat(
            tokens().caller(signed(claims().build(), JWSAlgorithm.RS256, new RSASSASigner(other))))
        .isEmpty();
    assertThat(tokens().caller(new PlainJWT(claims().build()).serialize())).isEmpty();
    byte[] asSecret = rsa.toRSAPublicKey().getEncoded();
    assertThat(
            tokens().caller(signed(claims().build(), JWSAlgorithm.HS256, new MACSigner(asSecret))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "a.b.c", "secret", "eyJhbGciOiJub25lIn0.e30."})
  void nonsenseOpensNothing(String text) {
    assertThat(tokens().caller(text)).isEmpty();
  }

  @Test
  void keysMayBeWrittenInEveryForm() throws JOSEException, IOException {
    String token = signed(claims().build());
    String jwk = rsa.toPublicJWK().toJSONString();
    String set = new JWKSet(List.of(ec.toPublicJWK(), rsa.toPublicJWK())).toString();
    String inBase64 = Base64.getUrlEncoder().encodeToString(set.getBytes(StandardCharsets.UTF_8));
    for (String key : List.of(jwk, set, inBase64, pem(rsa.toRSAPublicKey().getEncoded()))) {
      assertThat(tokens(key).caller(token)).as(key).isPresent();
    }
    assertThat(
            tokens(pem(ec.toECPublicKey().getEncoded()))
                .caller(signed(claims().build(), JWSAlgorithm.ES256, new ECDSASigner(ec))))
        .isPresent();
    Path file =
        Files.writeString(directory.resolve("key.pem"), pem(rsa.toRSAPublicKey().getEncoded()));
    for (String place : List.of(file.toString(), file.toUri().toString())) {
      WebTokens fromFile =
          new WebTokens(
              Optional.empty(), Optional.of(place), Optional.of(ISSUER), Optional.empty(), clock);
      assertThat(fromFile.caller(token)).as(place).isPresent();
    }
  }

  @Test
  void wrongSettingsStopTheServer() {
    assertThatThrownBy(() -> tokens("no key"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mp.jwt.verify.publickey: ");
    assertThatThrownBy(
            () ->
                new WebTokens(
                    Optional.of(rsa.toPublicJWK().toJSONString()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mp.jwt.verify.issuer is missing");
    assertThatThrownBy(
            () ->
                new WebTokens(
                    Optional.empty(),
                    Optional.of("/nowhere/key.pem"),
                    Optional.of(ISSUER),
                    Optional.empty(),
                    clock))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/nowhere/key.pem");
  }

  @Test
  void withoutAKeyNoneIsExpected() {
    WebTokens none =
        new WebTokens(
            Optional.empty(), Optional.empty(), Optional.of(ISSUER), Optional.empty(), clock);
    assertThat(none.expected()).isFalse();
    assertThat(none.caller(signed(claims().build()))).isEmpty();
    assertThat(tokens().expected()).isTrue();
  }
}
