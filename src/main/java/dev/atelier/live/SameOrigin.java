package dev.atelier.live;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses WebSockets that a page of another site opens: browsers apply no rule of their own there.
 */
@WebFilter(urlPatterns = "/sessions/*", asyncSupported = true)
public class SameOrigin extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject
  @ConfigProperty(name = "ATELIER_ALLOWED_ORIGINS")
  private transient Optional<String> allowed;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String origin = request.getHeader("Origin");
    boolean webSocket = "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    if (webSocket && origin != null && !mayConnect(origin, request.getHeader("Host"))) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    chain.doFilter(request, response);
  }

  private boolean mayConnect(String origin, String host) {
    if (List.of(allowed.orElse("").split("[,\\s]+")).contains(origin)) {
      return true;
    }
    try {
      // The scheme may differ: a proxy in front speaks TLS.
      return URI.create(origin).getAuthority() != null
          && URI.create(origin).getAuthority().equalsIgnoreCase(host);
    } catch (IllegalArgumentException opaque) {
      return false;
    }
  }
}
