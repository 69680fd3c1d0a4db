package dev.atelier.console;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Says of every page who may frame it, what it may load, and how long a browser may keep it. */
@WebFilter(
    urlPatterns = {"/console/*", "/live/*", "/assets/*", "/novnc/*"},
    asyncSupported = true)
public class PageHeaders extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /** The live page has no script or style of its own; noVNC draws the pointer as data. */
  private static final String LIVE =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; ";

  @Inject
  @ConfigProperty(name = "ATELIER_ALLOWED_ORIGINS")
  private transient Optional<String> allowed;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String path = request.getRequestURI();
    boolean live = path.startsWith("/live/");
    response.setHeader("Content-Security-Policy", (live ? LIVE : "") + framing(live));
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (path.startsWith("/novnc/")) {
      response.setHeader("Cache-Control", "max-age=3600");
    } else if (!path.startsWith("/console")) {
      response.setHeader("Cache-Control", "no-cache");
    }
    chain.doFilter(request, response);
  }

  /** Only the live view may stand in pages of others, and only in those that were named. */
  private String framing(boolean live) {
    String others = allowed.filter(any -> live).orElse("").replaceAll("[,\\s;]+", " ");
    return ("frame-ancestors 'self' " + others).strip();
  }
}
