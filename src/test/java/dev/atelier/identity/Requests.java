package dev.atelier.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A request with what this room asks of one, and nothing else. */
record Requests(String method, String path, String from, List<String[]> headers) {

  static Requests get(String path) {
    return new Requests("GET", path, "192.0.2.7", List.of());
  }

  static Requests post(String path) {
    return new Requests("POST", path, "192.0.2.7", List.of());
  }

  Requests from(String address) {
    return new Requests(method, path, address, headers);
  }

  Requests with(String name, String value) {
    List<String[]> more = new ArrayList<>(headers);
    more.add(new String[] {name.toLowerCase(Locale.ROOT), value});
    return new Requests(method, path, from, more);
  }

  private List<String> all(Object name) {
    String lower = name.toString().toLowerCase(Locale.ROOT);
    return headers.stream().filter(one -> one[0].equals(lower)).map(one -> one[1]).toList();
  }

  /** As the container shows it: called over plain HTTP, by the name of the Host header. */
  HttpServletRequest request() {
    Origin called =
        Origin.read("http://" + all("Host").stream().findFirst().orElse("desk.example"))
            .orElseThrow();
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            Requests.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, asked, arguments) ->
                switch (asked.getName()) {
                  case "getMethod" -> method;
                  case "getRequestURI" -> path;
                  case "getRemoteAddr" -> from;
                  case "getScheme" -> "http";
                  case "getServerName" -> called.host();
                  case "getServerPort" -> called.port();
                  case "getHeader" -> all(arguments[0]).stream().findFirst().orElse(null);
                  case "getHeaders" -> Collections.enumeration(all(arguments[0]));
                  default -> throw new UnsupportedOperationException(asked.getName());
                });
  }
}
