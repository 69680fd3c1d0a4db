package dev.atelier.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request below a client's base address, as if the application itself were there. */
final class BelowTicket extends HttpServletRequestWrapper {
  private final String base;
  private final String below;

  BelowTicket(HttpServletRequest request, String base, String below) {
    super(request);
    this.base = base;
    this.below = below;
  }

  @Override
  public String getContextPath() {
    return super.getContextPath() + base;
  }

  @Override
  public String getServletPath() {
    return "";
  }

  @Override
  public String getPathInfo() {
    return below;
  }
}
