package dev.atelier.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Remembers whether this server was called by another name than this machine's own without TLS, so
 * that tokens and pictures went in the clear. Thread-safe.
 */
@ApplicationScoped
public class PlainRequests {
  private static final int LONGEST = 200;

  private volatile Optional<String> latest = Optional.empty();

  /** By which name that was last, since the server started. */
  public Optional<String> latest() {
    return latest;
  }

  void note(HttpServletRequest request) {
    if (!request.isSecure() && !OpenServer.namesThisMachine(request)) {
      String host = request.getHeader("Host");
      latest = Optional.of(host.substring(0, Math.min(host.length(), LONGEST)));
    }
  }
}
