package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.server.VaadinServletRequest;
import dev.atelier.identity.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginViewTest {

  @Test
  void behindATrustedProxyEachPersonGuessesForThemselves() {
    ClientAddress clients = new ClientAddress(Optional.of("10.0.0.0/8"));
    assertThat(LoginView.address(request("10.1.2.3", "198.51.100.1"), clients))
        .isEqualTo("198.51.100.1");
    assertThat(LoginView.address(request("192.0.2.7", "198.51.100.1"), clients))
        .isEqualTo("192.0.2.7");
  }

  private static VaadinServletRequest request(String connection, String forwarded) {
    HttpServletRequest plain =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                LoginViewTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) ->
                    switch (method.getName()) {
                      case "getRemoteAddr" -> connection;
                      case "getHeaders" -> Collections.enumeration(List.of(forwarded));
                      default -> throw new UnsupportedOperationException(method.getName());
                    });
    return new VaadinServletRequest(plain, null);
  }
}
