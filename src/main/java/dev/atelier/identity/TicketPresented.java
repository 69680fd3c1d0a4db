package dev.atelier.identity;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a ticket stands in a request: in the address, as {@code EventSource} has no other place; as
 * a WebSocket's subprotocol or in a header, which no log keeps; or in the cookie that it was
 * exchanged for.
 */
final class TicketPresented {
  static final String PARAMETER = "ticket";

  private static final String HEADER = "Atelier-Ticket";
  private static final String COOKIE = "atelier_ticket";
  private static final String SUBPROTOCOL = PARAMETER + ".";

  private TicketPresented() {}

  /** One that the sender names itself; a browser adds none by itself. */
  static Optional<String> named(HttpServletRequest request) {
    return inAddress(request)
        .or(() -> asSubprotocol(request))
        .or(() -> Optional.ofNullable(request.getHeader(HEADER)));
  }

  static Optional<String> inAddress(HttpServletRequest request) {
    // Not by getParameter, which would read the body of a form.
    return Optional.ofNullable(request.getQueryString()).stream()
        .flatMap(query -> Stream.of(query.split("&", -1)))
        .filter(pair -> pair.startsWith(PARAMETER + "="))
        .map(pair -> decoded(pair.substring(PARAMETER.length() + 1)))
        .findFirst();
  }

  private static String decoded(String text) {
    try {
      return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }

  private static Optional<String> asSubprotocol(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Sec-WebSocket-Protocol")).stream()
        .flatMap(offered -> Stream.of(offered.split(",", -1)))
        .map(String::strip)
        .filter(offered -> offered.startsWith(SUBPROTOCOL))
        .map(offered -> offered.substring(SUBPROTOCOL.length()))
        .findFirst();
  }

  /** One that the browser keeps for its desktop. */
  static Optional<String> inCookie(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .map(Cookie::getValue)
            .findFirst();
  }

  /**
   * Has the browser keep a ticket for its desktop only, until it is closed. Behind TLS also within
   * pages of others, apart for each of these (CHIPS); without TLS browsers allow that nowhere.
   */
  static void keep(
      String ticket, String sessionId, HttpServletRequest request, HttpServletResponse response) {
    String cookie =
        COOKIE
            + "="
            + ticket
            + "; Path=/sessions/"
            + sessionId
            + "; HttpOnly; "
            + (request.isSecure() ? "Secure; SameSite=None; Partitioned" : "SameSite=Lax");
    response.addHeader("Set-Cookie", cookie);
  }
}
