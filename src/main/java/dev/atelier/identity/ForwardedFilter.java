package dev.atelier.identity;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Lets everything after it see a request that came through trusted proxies as the browser sent it:
 * under the address the browser knows.
 */
public class ForwardedFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Inject private transient ClientAddress addresses;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Origin> address = Forwarded.origin(request, addresses::isProxy);
    if (address.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    ForwardedRequest seen = new ForwardedRequest(request, response, address.get());
    chain.doFilter(seen, new ForwardedResponse(response, seen));
  }
}
