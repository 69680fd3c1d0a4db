package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
  private static final String LISTED = "https://chat.example.com";
  private static final String FOREIGN = "https://elsewhere.example";

  private final Origins origins =
      new Origins(Optional.of(LISTED + ", http://localhost:3000,,HTTPS://Wiki.Example:443"));

  @Test
  void areSaidAsBrowsersWriteThem() {
    assertThat(origins.sources())
        .isEqualTo("https://chat.example.com http://localhost:3000 https://wiki.example");
    assertThat(new Origins(Optional.empty()).sources()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "null",
        "chat.example.com",
        "https://",
        "https://chat.example.com/",
        "https://chat.example.com/app",
        "https://*.example.com",
        "https://ada@chat.example.com",
        "https://chat.example.com:",
        "https://chat.example.com:0",
        "https://chat.example.com:65536",
        "https://[::1",
        "https://[:::1]:1",
        "https://bücher.example",
        "ftp://chat.example.com",
        "https://chat.example.com https://other.example",
        "https://chat.example.com; script-src *"
      })
  void whatIsNoOriginStopsTheServer(String text) {
    assertThatThrownBy(() -> new Origins(Optional.of(LISTED + "," + text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("ATELIER_ALLOWED_ORIGINS: “" + text + "” is not an origin")
        .hasMessageEndingWith("https://chat.example.com");
  }

  @ParameterizedTest
  @CsvSource({
    "https://chat.example.com, true",
    "https://CHAT.example.com:443, true",
    "http://localhost:3000, true",
    "http://chat.example.com, false",
    "https://chat.example.com:8443, false",
    "https://chat.example.com.evil.example, false",
    "https://evil-chat.example.com, false",
    "null, false",
    "'', false"
  })
  void onlyTheVerySameOriginIsListed(String origin, boolean listed) {
    assertThat(origins.listed(Requests.get("/sessions").with("Origin", origin).request()))
        .isEqualTo(listed);
  }

  @Test
  void whoeverIsNoPageIsNotAsked() {
    assertThat(origins.refuse(Requests.post("/sessions").request())).isFalse();
    assertThat(origins.listed(Requests.post("/sessions").request())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "cross-site, no-cors, , true",
    "cross-site, no-cors, https://elsewhere.example/page, true",
    "cross-site, no-cors, https://chat.example.com/page?a=b, false",
    "cross-site, no-cors, https://chat.example.com, false",
    "cross-site, no-cors, https://chat.example.com.evil.example/, true",
    "cross-site, navigate, https://elsewhere.example/, false",
    "same-site, no-cors, , false",
    "same-origin, no-cors, , false",
    "none, no-cors, , false"
  })
  void picturesAreNotForPagesOfOtherSites(String site, String mode, String page, boolean refused) {
    Requests request =
        Requests.get("/screenshot").with("Sec-Fetch-Site", site).with("Sec-Fetch-Mode", mode);
    Requests from = page == null ? request : request.with("Referer", page);
    assertThat(origins.refuse(from.request())).isEqualTo(refused);
  }

  @ParameterizedTest
  @CsvSource({
    "http://desk.example, desk.example, false",
    "http://DESK.example:80, desk.example, false",
    "http://desk.example:8090, desk.example:8090, false",
    "http://[::1]:8090, [::1]:8090, false",
    // A proxy that ends TLS, and that nobody told the server of.
    "https://desk.example, desk.example, false",
    "https://desk.example:8443, desk.example:8443, false",
    "http://desk.example:8091, desk.example:8090, true",
    "http://other.example, desk.example, true",
    "http://desk.example.evil.example, desk.example, true",
    "null, desk.example, true",
    "'', desk.example, true",
    "file://, desk.example, true"
  })
  void itsOwnPagesAreThoseOfTheVeryPlaceThatIsCalled(String origin, String host, boolean refused) {
    var request = Requests.post("/sessions").with("Host", host).with("Origin", origin).request();
    assertThat(origins.refuse(request)).isEqualTo(refused);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /sessions, '', false",
    "HEAD, /sessions, '', false",
    "OPTIONS, /sessions, '', false",
    "POST, /sessions, '', true",
    "DELETE, /sessions/sess_1, '', true",
    "CONNECT, /sessions/sess_1/vnc, '', true",
    "GET, /sessions/sess_1/vnc, Upgrade=WebSocket, true",
    "GET, /sessions, Upgrade=h2c, false",
    "GET, /sessions/s/task/t/stream, '', false",
    "GET, /sessions/s/task/t/stream, Cookie=ATELIER_SESSION=1, true",
    "GET, /events, Cookie=a=b, true",
    "GET, /anything, Accept=text/event-stream, false",
    "GET, /sessions, Cookie=ATELIER_SESSION=1, false"
  })
  void otherPagesMayOnlyReadWhatTheirBrowserDoesNotShowThem(
      String method, String path, String header, boolean refused) {
    Requests request = new Requests(method, path, "192.0.2.7", java.util.List.of());
    int equals = header.indexOf('=');
    if (equals > 0) {
      request = request.with(header.substring(0, equals), header.substring(equals + 1));
    }
    for (String origin : new String[] {FOREIGN, "null", "nonsense"}) {
      assertThat(origins.refuse(request.with("Origin", origin).request()))
          .as(origin)
          .isEqualTo(refused);
    }
    assertThat(origins.refuse(request.with("Origin", LISTED).request())).isFalse();
  }

  @Test
  void aStreamThatAnyRouteServesIsKnownByWhatTheBrowserAccepts() {
    Requests request =
        Requests.get("/anything").with("Accept", "text/event-stream").with("Cookie", "a=b");
    assertThat(origins.refuse(request.with("Origin", FOREIGN).request())).isTrue();
  }
}
