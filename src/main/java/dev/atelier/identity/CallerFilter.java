package dev.atelier.identity;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out who is calling, and turns away who may not: a token, a logged-in console, or anybody
 * where no token is set.
 */
public class CallerFilter extends HttpFilter {
  /** Needs no caller to be known; every address below the root that is not listed does. */
  static final Set<String> OPEN = Set.of("health", "budget");

  private static final long serialVersionUID = 1L;
  private static final String WHO_ARE_YOU =
      "send the server's token: Authorization: Bearer …, or log in at /console";

  @Inject private transient ApiTokens tokens;
  @Inject private transient Origins origins;

  /** Who is calling, by the name the audit shows. */
  private record Caller(String getName) implements Principal {
    @Override
    public String getName() {
      return getName;
    }
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (origins.refuse(request)) {
      Refusal.write(response, 403, Origins.REFUSAL);
      return;
    }
    Optional<Caller> caller = caller(request);
    if (caller.isEmpty() && !isOpen(request)) {
      response.setHeader("WWW-Authenticate", "Bearer");
      Refusal.write(response, 401, WHO_ARE_YOU);
      return;
    }
    chain.doFilter(caller.isPresent() ? new Known(request, caller.get()) : request, response);
  }

  private Optional<Caller> caller(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(ConsoleLogin.SESSION_ATTRIBUTE) != null) {
      return Optional.of(new Caller("console"));
    }
    if (tokens.open()) {
      return Optional.of(new Caller("anyone"));
    }
    return tokens.accept(request.getHeader("Authorization"))
        ? Optional.of(new Caller("token"))
        : Optional.empty();
  }

  private static boolean isOpen(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/") && OPEN.contains(path.substring(1));
  }

  /** The answer to a request of nobody known. */
  static String unknownCaller() {
    return Refusal.json(401, WHO_ARE_YOU);
  }

  /** A request whose caller is known. */
  private static final class Known extends HttpServletRequestWrapper {
    private final Caller caller;

    Known(HttpServletRequest request, Caller caller) {
      super(request);
      this.caller = caller;
    }

    @Override
    public Principal getUserPrincipal() {
      return caller;
    }

    @Override
    public String getRemoteUser() {
      return caller.getName();
    }
  }
}
