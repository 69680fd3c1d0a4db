package dev.atelier.identity;

import dev.atelier.MadeAtStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Whose pages may use this server from a browser: its own, and those of the origins that are
 * listed. Thread-safe.
 */
@ApplicationScoped
public class Origins implements MadeAtStart {
  /** What a request is told that {@link #refuse} turns away. */
  public static final String REFUSAL =
      "this request was sent by a page of another site; ATELIER_ALLOWED_ORIGINS lists the origins"
          + " whose pages may, and what proxies say of this server's address is believed of"
          + " ATELIER_TRUSTED_PROXIES only";

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Set<Origin> listed;

  /**
   * @param listed origins, separated by commas
   * @throws IllegalArgumentException when one is not an origin
   */
  @Inject
  public Origins(@ConfigProperty(name = "ATELIER_ALLOWED_ORIGINS") Optional<String> listed) {
    this.listed = new LinkedHashSet<>();
    for (String one : listed.orElse("").split(",", -1)) {
      if (!one.isBlank()) {
        this.listed.add(setting(one.strip()));
      }
    }
  }

  /** For CDI's proxy only. */
  protected Origins() {
    listed = Set.of();
  }

  private static Origin setting(String text) {
    return Origin.read(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "ATELIER_ALLOWED_ORIGINS: “"
                        + text
                        + "” is not an origin; write scheme, host and, where it is not the usual"
                        + " one, port, and nothing else: https://chat.example.com"));
  }

  /** Those that are listed, as a browser writes them, separated by spaces; may be empty. */
  public String sources() {
    return listed.stream().map(Origin::toString).collect(Collectors.joining(" "));
  }

  /** Whether a request comes from a page of a listed origin. */
  public boolean listed(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader("Origin"))
        .flatMap(Origin::read)
        .filter(listed::contains)
        .isPresent();
  }

  /**
   * Whether a request says that it comes from a page which is not this server's. So do pages that
   * have no origin to name, such as those in a sandboxed frame: theirs is {@code null}.
   */
  public boolean foreign(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return origin != null && Origin.read(origin).filter(one -> isOwn(one, request)).isEmpty();
  }

  /**
   * Whether a page that is neither this server's nor listed wants to change something, to open a
   * live view, or to follow a stream as whoever is logged in. Other reading is left to the browser,
   * which shows such a page nothing.
   */
  public boolean refuse(HttpServletRequest request) {
    return shownByOther(request)
        || (foreign(request) && !listed(request) && (acts(request) || followsWithCookie(request)));
  }

  /**
   * Whether a page of another site wants a picture or the like, which is asked for without an
   * origin. To look at it nothing would be lost, but asking alone wakes a desktop. To go to a page
   * of this server is something else.
   */
  private boolean shownByOther(HttpServletRequest request) {
    return "cross-site".equals(request.getHeader("Sec-Fetch-Site"))
        && "no-cors".equals(request.getHeader("Sec-Fetch-Mode"))
        && Optional.ofNullable(request.getHeader("Referer"))
            .flatMap(Origin::ofPage)
            .filter(listed::contains)
            .isEmpty();
  }

  /** Whether a request changes something, or opens a connection that can. */
  private static boolean acts(HttpServletRequest request) {
    String upgrade = Optional.ofNullable(request.getHeader("Upgrade")).orElse("");
    return !READING.contains(request.getMethod())
        || upgrade.toLowerCase(Locale.ROOT).contains("websocket");
  }

  private static boolean followsWithCookie(HttpServletRequest request) {
    String accept = Optional.ofNullable(request.getHeader("Accept")).orElse("");
    String path = request.getRequestURI();
    boolean follows =
        accept.contains("text/event-stream") || path.endsWith("/stream") || path.equals("/events");
    return follows && request.getHeader("Cookie") != null;
  }

  private static boolean isOwn(Origin origin, HttpServletRequest request) {
    Origin own = Origin.of(request);
    return origin.equals(own) || origin.equals(own.overTls());
  }
}
