package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.OneDesktop;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The base addresses of clients that send no token: what is asked for below {@code /t/{ticket}} is
 * the single-desktop API of the ticket's desktop, called by its guest.
 */
public class ClientTicketFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Pattern BASE = Pattern.compile("(/t/([^/]+))(/.*)?");
  private static final Pattern SINGLE = Pattern.compile("/screenshot|/api(/.*)?");
  private static final String NOT_OPEN =
      "this address does not open anything, or no longer; ask for a new one";

  @Inject private transient Tickets tickets;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
    Matcher base = BASE.matcher(path);
    Optional<Caller> guest = base.matches() ? tickets.client(base.group(2)) : Optional.empty();
    if (guest.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Bearer");
      Refusal.write(response, 401, NOT_OPEN);
      return;
    }
    String below = Optional.ofNullable(base.group(3)).orElse("/");
    if (!SINGLE.matcher(below).matches()) {
      Refusal.write(response, 404, "below this address is the single-desktop API only");
      return;
    }
    request.setAttribute(
        OneDesktop.ATTRIBUTE, guest.get().desktops().orElseThrow().iterator().next());
    chain.doFilter(
        new BelowTicket(new KnownRequest(request, guest.get()), base.group(1), below), response);
  }
}
