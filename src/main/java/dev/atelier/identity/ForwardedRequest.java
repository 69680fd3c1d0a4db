package dev.atelier.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;

/** A request under the address by which a browser knows this server. */
final class ForwardedRequest extends HttpServletRequestWrapper {
  private final HttpServletResponse response;
  private final Origin address;

  ForwardedRequest(HttpServletRequest request, HttpServletResponse response, Origin address) {
    super(request);
    this.response = response;
    this.address = address;
  }

  @Override
  public String getScheme() {
    return address.scheme();
  }

  @Override
  public boolean isSecure() {
    return address.scheme().equals("https");
  }

  @Override
  public String getServerName() {
    return address.host();
  }

  @Override
  public int getServerPort() {
    return address.port();
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer(address.toString()).append(getRequestURI());
  }

  @Override
  public HttpSession getSession() {
    return getSession(true);
  }

  @Override
  public HttpSession getSession(boolean create) {
    HttpSession session = super.getSession(create);
    secureCookies();
    return session;
  }

  @Override
  public String changeSessionId() {
    String id = super.changeSessionId();
    secureCookies();
    return id;
  }

  /** The container writes the session's cookie by what it knows: a plain connection of a proxy. */
  private void secureCookies() {
    List<String> cookies = List.copyOf(response.getHeaders("Set-Cookie"));
    if (!isSecure() || response.isCommitted() || cookies.stream().allMatch(this::isSecure)) {
      return;
    }
    response.setHeader("Set-Cookie", secured(cookies.get(0)));
    cookies.stream().skip(1).forEach(one -> response.addHeader("Set-Cookie", secured(one)));
  }

  private String secured(String cookie) {
    return isSecure(cookie) ? cookie : cookie + "; Secure";
  }

  private boolean isSecure(String cookie) {
    return cookie.matches("(?i).*;\\s*secure(;.*|$)");
  }
}
