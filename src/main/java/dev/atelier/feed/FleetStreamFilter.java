package dev.atelier.feed;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;

/**
 * Answers {@code GET /events} ahead of JAX-RS, whose own event sinks block shared threads when a
 * client stops reading. Any other request passes on.
 */
public class FleetStreamFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject private transient FleetStreams streams;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getMethod().equals("GET")) {
      streams.open(request, response, URI.create(request.getRequestURL().toString()).resolve("/"));
    } else {
      chain.doFilter(request, response);
    }
  }
}
