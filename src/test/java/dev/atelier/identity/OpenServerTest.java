package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Secret;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenServerTest {
  private static OpenServer server(String token, String allowed) {
    HandSetClock clock = new HandSetClock();
    BearerTokens tokens =
        new BearerTokens(
            new ApiTokens(Optional.ofNullable(token).map(Secret::of), Optional.empty()),
            new AccessTokens(new TokensInMemory(), new FakeEvents<>(), clock),
            new WebTokens(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), clock));
    return new OpenServer(tokens, Optional.ofNullable(allowed));
  }

  private static boolean refuses(OpenServer server, String address, Map<String, String> headers) {
    Requests request = Requests.get("/sessions").from(address);
    for (Map.Entry<String, String> header : headers.entrySet()) {
      request = request.with(header.getKey(), header.getValue());
    }
    return server.refuses(request.request());
  }

  @Test
  void withATokenNobodyIsRefusedForWhereTheyAre() {
    OpenServer server = server("secret", null);
    assertThat(server.isOpen()).isFalse();
    assertThat(server.warning()).isEmpty();
    assertThat(refuses(server, "192.0.2.7", Map.of())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, localhost:8090, false",
    "127.0.0.1, 127.0.0.1:8090, false",
    "::1, [::1]:8090, false",
    "127.0.0.1, localhost, false",
    "192.0.2.7, localhost:8090, true",
    "127.0.0.1, evil.example:8090, true",
    "127.0.0.1, localhost.evil.example, true"
  })
  void withoutOneOnlyThisMachineIsAnsweredUnderItsOwnName(
      String address, String host, boolean refused) {
    assertThat(refuses(server(null, null), address, Map.of("Host", host))).isEqualTo(refused);
    assertThat(refuses(server(null, "TRUE"), address, Map.of("Host", host))).isFalse();
  }

  @Test
  void whatAProxyHandsOnComesFromElsewhere() {
    Map<String, String> handedOn = Map.of("Host", "localhost", "X-Forwarded-For", "192.0.2.7");
    assertThat(refuses(server(null, null), "127.0.0.1", handedOn)).isTrue();
    assertThat(refuses(server(null, "true"), "127.0.0.1", handedOn)).isFalse();
  }

  @Test
  void itSaysSo() {
    assertThat(server(null, null).warning().orElseThrow()).contains("only this machine");
    assertThat(server(null, "true").warning().orElseThrow()).contains("everyone who can reach");
    assertThat(server(null, "yes").warning().orElseThrow()).contains("only this machine");
  }
}
