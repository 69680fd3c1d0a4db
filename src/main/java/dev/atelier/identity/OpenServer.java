package dev.atelier.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A server whose settings ask nobody for a token: it answers this machine only, unless an operator
 * said that everyone may do everything. Thread-safe.
 */
@ApplicationScoped
public class OpenServer {
  private static final List<AddressRange> LOOPBACK =
      List.of(AddressRange.of("127.0.0.0/8"), AddressRange.of("::1"));

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final BearerTokens tokens;
  private final boolean toEveryone;

  @Inject
  public OpenServer(
      BearerTokens tokens, @ConfigProperty(name = "ATELIER_ALLOW_OPEN") Optional<String> allowed) {
    this.tokens = tokens;
    this.toEveryone = allowed.map(String::strip).filter("true"::equalsIgnoreCase).isPresent();
  }

  /** For CDI's proxy only. */
  protected OpenServer() {
    this(null, Optional.empty());
  }

  /** Whether whoever may send a request may do everything. */
  public boolean isOpen() {
    return tokens.nobodyIsAsked();
  }

  /** Whether that is everyone who reaches this server, and not only this machine. */
  public boolean isOpenToEveryone() {
    return isOpen() && toEveryone;
  }

  /** What an operator must know, at the start and in the console; empty when all is well. */
  public Optional<String> warning() {
    if (!isOpen()) {
      return Optional.empty();
    }
    return Optional.of(
        toEveryone
            ? "NO TOKEN IS SET: everyone who can reach this server can drive its desktops. Set"
                + " ATELIER_API_TOKEN."
            : "NO TOKEN IS SET: only this machine is answered, and every program on it can drive"
                + " the desktops. Set ATELIER_API_TOKEN.");
  }

  /**
   * Whether a request comes from elsewhere though only this machine is answered. What a proxy hands
   * on comes from elsewhere, and so does a page that made its own name point here.
   */
  boolean refuses(HttpServletRequest request) {
    return isOpen() && !toEveryone && !comesFromHere(request);
  }

  private static boolean comesFromHere(HttpServletRequest request) {
    boolean wasHandedOn =
        Stream.of(
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "X-Forwarded-Proto",
                "X-Real-IP",
                "Forwarded",
                "Via")
            .anyMatch(header -> request.getHeader(header) != null);
    return isLoopback(request.getRemoteAddr()) && !wasHandedOn && namesThisMachine(request);
  }

  static boolean namesThisMachine(HttpServletRequest request) {
    String host = request.getHeader("Host");
    return host == null || THIS_MACHINE.contains(host.replaceFirst(":\\d+$", ""));
  }

  private static boolean isLoopback(String address) {
    return LOOPBACK.stream().anyMatch(range -> range.holds(address));
  }
}
