package dev.atelier.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What proxies say of a request: in {@code X-Forwarded-…}, or, where there is none of these, in
 * {@code Forwarded} (RFC 7239). Never both: a proxy that writes the one may well pass on what
 * somebody else wrote into the other.
 */
final class Forwarded {
  private static final Pattern PAIR =
      Pattern.compile("\\s*([A-Za-z]+)=(?:\"([^\"\\\\]*)\"|([^\\s;,\"]+))\\s*([;,]|$)");
  private static final Pattern NODE = Pattern.compile("\\[(.+)](?::\\w+)?|([\\d.]+):\\w+");
  private static final int MOST_CHARACTERS = 4096;

  private Forwarded() {}

  /**
   * What a browser calls this server, by the word of the proxies that the request came through;
   * empty when they say nothing, or are not trusted.
   *
   * @param trusted whether what an address says is believed
   */
  static Optional<Origin> origin(HttpServletRequest request, Predicate<String> trusted) {
    if (!trusted.test(request.getRemoteAddr())) {
      return Optional.empty();
    }
    Optional<String> scheme = last(request, "X-Forwarded-Proto");
    Optional<String> host = last(request, "X-Forwarded-Host");
    Optional<String> port = last(request, "X-Forwarded-Port");
    if (scheme.isEmpty() && host.isEmpty() && port.isEmpty()) {
      Map<String, String> said = outermost(elements(request), trusted);
      scheme = Optional.ofNullable(said.get("proto"));
      host = Optional.ofNullable(said.get("host"));
    }
    return scheme.isPresent() || host.isPresent() || port.isPresent()
        ? origin(request, scheme, host, port)
        : Optional.empty();
  }

  private static Optional<Origin> origin(
      HttpServletRequest request,
      Optional<String> scheme,
      Optional<String> host,
      Optional<String> port) {
    String prefix = scheme.orElse(request.getScheme()) + "://";
    Optional<Origin> address =
        host.or(() -> Optional.ofNullable(request.getHeader("Host")))
            .flatMap(authority -> Origin.read(prefix + authority));
    return port.isEmpty()
        ? address
        : address.flatMap(at -> Origin.read(prefix + at.host() + ":" + port.get()));
  }

  /** The addresses that the request came from, as proxies name them; the nearest comes last. */
  static List<String> clients(HttpServletRequest request) {
    List<String> named = values(request, "X-Forwarded-For");
    return named.isEmpty()
        ? elements(request).stream().map(one -> one.getOrDefault("for", "unknown")).toList()
        : named;
  }

  /** The last one is the nearest proxy's own; those before may be anybody's. */
  private static Optional<String> last(HttpServletRequest request, String header) {
    List<String> values = values(request, header);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
  }

  private static List<String> values(HttpServletRequest request, String header) {
    List<String> values = new ArrayList<>();
    for (String line : Collections.list(request.getHeaders(header))) {
      for (String value : line.split(",", -1)) {
        values.add(value.strip());
      }
    }
    return values;
  }

  /**
   * What the trusted proxies say, those farther out before those nearer. Each names whom it was
   * called by, so it is known how far out they are to be believed.
   */
  private static Map<String, String> outermost(
      List<Map<String, String>> elements, Predicate<String> trusted) {
    Map<String, String> said = new HashMap<>();
    boolean believed = true;
    for (int at = elements.size() - 1; at >= 0 && believed; at--) {
      said.putAll(elements.get(at));
      believed = trusted.test(elements.get(at).getOrDefault("for", "unknown"));
    }
    return said;
  }

  /** The elements of {@code Forwarded}, one for each proxy; none when it is malformed. */
  private static List<Map<String, String>> elements(HttpServletRequest request) {
    String text = String.join(",", Collections.list(request.getHeaders("Forwarded")));
    List<Map<String, String>> elements = new ArrayList<>();
    Map<String, String> element = new HashMap<>();
    Matcher pair = PAIR.matcher(text);
    int at = 0;
    while (at < text.length() && at < MOST_CHARACTERS && pair.find(at) && pair.start() == at) {
      String value = pair.group(2) == null ? pair.group(3) : pair.group(2);
      String name = pair.group(1).toLowerCase(Locale.ROOT);
      element.put(name, name.equals("for") ? address(value) : value);
      if (!pair.group(4).equals(";")) {
        elements.add(element);
        element = new HashMap<>();
      }
      at = pair.end();
    }
    return at == text.length() ? elements : List.of();
  }

  /** A node without its port: {@code [2001:db8::1]:4711}, {@code 192.0.2.43:47011}. */
  private static String address(String node) {
    Matcher form = NODE.matcher(node);
    if (!form.matches()) {
      return node;
    }
    return form.group(1) == null ? form.group(2) : form.group(1);
  }
}
