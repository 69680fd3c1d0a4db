package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Role;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out who is calling, and turns away who may not: a token, a logged-in console, or anybody
 * where no token is set. What a known caller may do, {@link RoleFilter} knows.
 */
public class CallerFilter extends HttpFilter {
  /** Needs no caller to be known, though it may answer more to one who is. */
  static final Set<String> OPEN = Set.of("health", "budget", "openapi");

  /** Files that hold nothing of anybody's, and the console, which asks by itself. */
  private static final Set<String> PAGES = Set.of("", "console", "live", "assets", "novnc");

  private static final long serialVersionUID = 1L;
  private static final String WHO_ARE_YOU =
      "send the server's token: Authorization: Bearer …, or log in at /console";
  private static final String ONLY_HERE =
      "no token is set, so only this machine is answered; set ATELIER_API_TOKEN, or"
          + " ATELIER_ALLOW_OPEN=true to let everyone in";
  private static final Caller ANYONE =
      Caller.of("anyone", Role.ADMIN).with(new Credential(Credential.Kind.OPEN_DOOR, "", ""));
  private static final Pattern DESKTOP = Pattern.compile("/+sessions/+([^/]+).*", Pattern.DOTALL);

  @Inject private transient OpenServer openServer;
  @Inject private transient PlainRequests plain;
  @Inject private transient BearerTokens tokens;
  @Inject private transient ConsoleLogin console;
  @Inject private transient Origins origins;
  @Inject private transient Tickets tickets;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // As the container maps it: decoded, without parameters and dots.
    String path = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
    if (openServer.refuses(request) && !path.equals("/health")) {
      Refusal.write(response, 403, ONLY_HERE);
      return;
    }
    plain.note(request);
    if (PAGES.contains(path.replaceFirst("^/+", "").replaceFirst("/.*", ""))) {
      chain.doFilter(request, response);
      return;
    }
    // Who names a ticket means it, whatever page they are on; no browser adds one by itself.
    Optional<Caller> guest =
        KnownRequest.callerOf(request)
            .or(
                () ->
                    TicketPresented.named(request)
                        .flatMap(ticket -> tickets.caller(ticket, request.getMethod(), path)));
    if (guest.isEmpty() && origins.refuse(request)) {
      Refusal.write(response, 403, Origins.REFUSAL);
      return;
    }
    Optional<Caller> caller = guest.or(() -> caller(request, path));
    if (guest.isPresent() && KnownRequest.callerOf(request).isEmpty()) {
      keepTicket(request, response, guest.get());
    }
    if (caller.isEmpty() && !OPEN.contains(path.replaceFirst("^/", ""))) {
      response.setHeader("WWW-Authenticate", "Bearer");
      Refusal.write(response, 401, WHO_ARE_YOU);
      return;
    }
    Optional<String> desktop = desktopIn(path);
    if (caller.isPresent() && desktop.filter(id -> !caller.get().sees(id)).isPresent()) {
      Refusal.write(response, 404, notThere(desktop.get()));
      return;
    }
    chain.doFilter(
        caller.isPresent() ? new KnownRequest(request, caller.get()) : request, response);
  }

  /** The desktop that a path is about, whatever comes after it. */
  static Optional<String> desktopIn(String path) {
    Matcher desktop = DESKTOP.matcher(path);
    return desktop.matches() ? Optional.of(desktop.group(1)) : Optional.empty();
  }

  private Optional<Caller> caller(HttpServletRequest request, String path) {
    if (openServer.isOpen()) {
      return Optional.of(loggedIn(request).orElseGet(() -> ANYONE));
    }
    // Who sends a token means it, whatever cookies the client keeps.
    String header = request.getHeader("Authorization");
    return header != null ? tokens.caller(header) : loggedIn(request).or(() -> kept(request, path));
  }

  /** So that what follows need not name it again; one that was for one use opens nothing by now. */
  private static void keepTicket(
      HttpServletRequest request, HttpServletResponse response, Caller guest) {
    String desktop = guest.desktops().orElseThrow().iterator().next();
    TicketPresented.inAddress(request)
        .ifPresent(ticket -> TicketPresented.keep(ticket, desktop, request, response));
  }

  private Optional<Caller> kept(HttpServletRequest request, String path) {
    return TicketPresented.inCookie(request)
        .flatMap(ticket -> tickets.caller(ticket, request.getMethod(), path));
  }

  private Optional<Caller> loggedIn(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null
        ? Optional.empty()
        : console.caller(session.getAttribute(ConsoleLogin.SESSION_ATTRIBUTE));
  }

  /** The same words as for a desktop that was never there. */
  static String notThere(String sessionId) {
    return "there is no session " + sessionId;
  }

  /** The answer to a request of nobody known. */
  static String unknownCaller() {
    return Refusal.json(401, WHO_ARE_YOU);
  }
}
