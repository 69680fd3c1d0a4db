package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedTest {
  private static final Requests PROXIED =
      Requests.get("/sessions").from("10.0.0.1").with("Host", "server:8090");
  private final ClientAddress proxies = new ClientAddress(Optional.of("10.0.0.0/8"));

  private String address(Requests request) {
    return Forwarded.origin(request.request(), proxies::isProxy)
        .map(Origin::toString)
        .orElse("as called");
  }

  @ParameterizedTest
  @CsvSource({
    "https, desk.example, , https://desk.example",
    "https, desk.example:8443, , https://desk.example:8443",
    "https, desk.example, 8443, https://desk.example:8443",
    "https, desk.example:8443, 443, https://desk.example",
    "HTTPS, Desk.Example, , https://desk.example",
    "https, [2001:db8::1]:8443, , https://[2001:db8::1]:8443",
    "https, , , https://server:8090",
    "https, , 443, https://server",
    ", desk.example, , http://desk.example",
    // The last value is the trusted proxy's own; those before may be anybody's.
    "'http, https', 'evil.example, desk.example', '1, 443', https://desk.example"
  })
  void aTrustedProxySaysWhatTheBrowserCalled(
      String proto, String host, String port, String expected) {
    Requests request = PROXIED;
    request = proto == null ? request : request.with("X-Forwarded-Proto", proto);
    request = host == null ? request : request.with("X-Forwarded-Host", host);
    request = port == null ? request : request.with("X-Forwarded-Port", port);
    assertThat(address(request)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'proto=https;host=desk.example', https://desk.example",
    "'For=\"[2001:db8::5]:4711\"; Proto=https; Host=\"desk.example:8443\"',"
        + " https://desk.example:8443",
    "'for=192.0.2.1;proto=https', https://server:8090",
    // A second trusted proxy within: what the one farther out says counts.
    "'for=192.0.2.1;proto=https;host=desk.example, for=10.0.0.9;proto=http;host=inner',"
        + " https://desk.example",
    "'for=192.0.2.1;proto=https;host=desk.example, for=\"10.0.0.9:4711\"', https://desk.example",
    // What the client itself wrote does not.
    "'for=10.0.0.3;proto=http;host=evil.example, for=192.0.2.1;proto=https;host=desk.example',"
        + " https://desk.example",
    "'proto=http;host=evil.example, for=_hidden;proto=https;host=desk.example',"
        + " https://desk.example"
  })
  void soItDoesInTheStandardsOwnWords(String forwarded, String expected) {
    assertThat(address(PROXIED.with("Forwarded", forwarded))).isEqualTo(expected);
  }

  @Test
  void forwardedIsNotBelievedBesideWhatAProxyOfTheOtherKindSays() {
    Requests request =
        PROXIED
            .with("Forwarded", "for=192.0.2.1;proto=http;host=evil.example")
            .with("X-Forwarded-Proto", "https");
    assertThat(address(request)).isEqualTo("https://server:8090");
  }

  @Test
  void nobodyElseIsBelieved() {
    Requests request =
        PROXIED
            .from("192.0.2.7")
            .with("X-Forwarded-Proto", "https")
            .with("X-Forwarded-Host", "evil.example")
            .with("X-Forwarded-For", "10.0.0.1")
            .with("Forwarded", "for=10.0.0.1;proto=https;host=evil.example");
    assertThat(address(request)).isEqualTo("as called");
    assertThat(proxies.of(request.request())).isEqualTo("192.0.2.7");
  }

  @Test
  void aProxyThatSaysNothingChangesNothing() {
    assertThat(address(PROXIED.with("X-Forwarded-For", "192.0.2.1"))).isEqualTo("as called");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example/path",
        "evil.example@desk.example",
        "evil.example:99999",
        "evil.example:0",
        "evil example",
        "evil.example\r\nSet-Cookie: a=b",
        "<script>",
        "[::1",
        ""
      })
  void aHostThatIsNoneIsNotBelieved(String host) {
    assertThat(address(PROXIED.with("X-Forwarded-Host", host))).isEqualTo("as called");
    assertThat(address(PROXIED.with("Forwarded", "host=\"" + host + "\""))).isEqualTo("as called");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp", "javascript", "https:", "", "https https"})
  void aSchemeThatIsNoneIsNotBelieved(String scheme) {
    assertThat(address(PROXIED.with("X-Forwarded-Proto", scheme))).isEqualTo("as called");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proto=https;host=\"desk.example",
        "proto=https host=desk.example",
        "proto",
        "=https",
        "proto=https;;host=a",
        ";,;,",
        "proto=\"ht\\tps\""
      })
  void whatDoesNotFollowTheGrammarIsNotBelieved(String forwarded) {
    assertThat(address(PROXIED.with("Forwarded", forwarded))).isEqualTo("as called");
    assertThat(Forwarded.clients(PROXIED.with("Forwarded", forwarded).request())).isEmpty();
  }

  @Test
  void endlessWordsAreNotRead() {
    String endless = "for=192.0.2.1;proto=https,".repeat(100_000) + "for=10.0.0.1";
    assertThat(address(PROXIED.with("Forwarded", endless))).isEqualTo("as called");
  }

  @Test
  void theClientIsNamedInEitherWay() {
    assertThat(proxies.of(PROXIED.with("Forwarded", "for=\"[2001:db8::5]:4711\"").request()))
        .isEqualTo("2001:db8::5");
    assertThat(proxies.of(PROXIED.with("Forwarded", "for=192.0.2.1:80;proto=https").request()))
        .isEqualTo("192.0.2.1");
    Requests both =
        PROXIED.with("Forwarded", "for=203.0.113.9").with("X-Forwarded-For", "192.0.2.1");
    assertThat(proxies.of(both.request())).isEqualTo("192.0.2.1");
    assertThat(Forwarded.clients(both.request())).isEqualTo(List.of("192.0.2.1"));
  }
}
