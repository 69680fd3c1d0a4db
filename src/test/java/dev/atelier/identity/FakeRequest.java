package dev.atelier.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A request of which only the sender's address and the headers are known. */
final class FakeRequest {
  private FakeRequest() {}

  static HttpServletRequest from(String address, Map<String, String> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            FakeRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> address;
                  case "getHeader" -> headers.get((String) arguments[0]);
                  case "getHeaders" ->
                      Collections.enumeration(
                          headers.containsKey((String) arguments[0])
                              ? List.of(headers.get((String) arguments[0]))
                              : List.of());
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
