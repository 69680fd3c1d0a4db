package dev.atelier.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.net.URI;

/** An answer whose redirects lead to the address by which a browser knows this server. */
final class ForwardedResponse extends HttpServletResponseWrapper {
  private final HttpServletRequest request;

  ForwardedResponse(HttpServletResponse response, HttpServletRequest request) {
    super(response);
    this.request = request;
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    super.sendRedirect(URI.create(request.getRequestURL().toString()).resolve(location).toString());
  }
}
