package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
  private static String address(String proxies, String connection, String... forwarded) {
    return new ClientAddress(Optional.ofNullable(proxies)).of(request(connection, forwarded));
  }

  private static HttpServletRequest request(String connection, String... forwarded) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ClientAddressTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> connection;
                  case "getHeaders" -> Collections.enumeration(List.of(forwarded));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Test
  void withoutTrustedProxiesWhatIsForwardedIsNotBelieved() {
    assertThat(address(null, "192.0.2.7", "198.51.100.1")).isEqualTo("192.0.2.7");
    assertThat(address("10.0.0.1", "192.0.2.7", "198.51.100.1")).isEqualTo("192.0.2.7");
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.1.2.3, '198.51.100.1', 198.51.100.1",
    "10.0.0.0/8, 10.1.2.3, 'made up, 198.51.100.1', 198.51.100.1",
    "10.0.0.0/8, 10.1.2.3, '203.0.113.9, 198.51.100.1, 10.9.9.9', 198.51.100.1",
    "10.1.2.3, 10.1.2.3, '198.51.100.1', 198.51.100.1",
    "10.1.2.3, 10.1.2.4, '198.51.100.1', 10.1.2.4",
    "fd00::/8, fd12::1, '2001:db8::5', 2001:db8::5",
    "0.0.0.0/0, 10.1.2.3, 'not an address', not an address"
  })
  void behindTrustedProxiesTheNearestOtherAddressCounts(
      String proxies, String connection, String forwarded, String expected) {
    assertThat(address(proxies, connection, forwarded)).isEqualTo(expected);
  }

  @Test
  void aProxyThatSaysNothingCountsItself() {
    assertThat(address("10.0.0.0/8", "10.1.2.3")).isEqualTo("10.1.2.3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.example.com", "10.0.0.0/33", "10.0.0.0/x", "10.0.0", "::1/129", "/8"})
  void whatIsNoRangeStopsTheServer(String range) {
    assertThatThrownBy(() -> new ClientAddress(Optional.of(range)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("ATELIER_TRUSTED_PROXIES");
  }
}
