package dev.atelier.http;

import dev.atelier.ScriptNonce;
import dev.atelier.identity.Origins;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Says of every answer what it may load and who may frame it, that it is what its type says, that
 * its address is nobody else's business, and how long a browser may keep it.
 */
public class SecurityHeaders extends HttpFilter {
  private static final long serialVersionUID = 1L;

  private static final String DATA = "default-src 'none'; frame-ancestors 'none'";

  /** The live page has no script or style of its own; noVNC draws the pointer as data. */
  private static final String LIVE =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data: blob:; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'self' %s";

  /**
   * Scripts run by the nonce alone. Flow makes a function of every call that the server sends, and
   * Lumo's styles stand in the page: docs/adr/0009 says what was tried.
   */
  private static final String CONSOLE =
      "default-src 'none'; script-src 'nonce-%s' 'strict-dynamic' 'unsafe-eval';"
          + " style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data: blob:;"
          + " font-src 'self' data:; frame-src 'self'; base-uri 'self'; form-action 'self';"
          + " frame-ancestors 'self'";

  @Inject private transient Origins origins;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Place place = Place.of(request);
    response.setHeader("Content-Security-Policy", policy(place, request));
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    place.caching().ifPresent(how -> response.setHeader("Cache-Control", how));
    chain.doFilter(request, response);
  }

  private String policy(Place place, HttpServletRequest request) {
    return switch (place) {
      case CONSOLE -> CONSOLE.formatted(ScriptNonce.make(request));
      case LIVE -> LIVE.formatted(origins.sources()).strip();
      case LIBRARY, ASSETS, API -> DATA;
    };
  }
}
