package dev.atelier.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page comes from, or what this server is called by a browser: scheme, host and port.
 *
 * @param scheme {@code http} or {@code https}
 * @param host in lower case; IPv6 in brackets
 * @param port from 1 to 65535, also where it is the scheme's own
 */
record Origin(String scheme, String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(?i)(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?");
  private static final int LONGEST = 300;

  /**
   * Reads an origin as browsers write it (RFC 6454, section 6.2); empty for anything else, such as
   * {@code null}, which is what every page without an origin of its own says.
   */
  static Optional<Origin> read(String text) {
    Matcher form = FORM.matcher(text);
    if (text.length() > LONGEST || !form.matches()) {
      return Optional.empty();
    }
    String scheme = form.group(1).toLowerCase(Locale.ROOT);
    int port = form.group(3) == null ? standardPort(scheme) : Integer.parseInt(form.group(3));
    String host = form.group(2).toLowerCase(Locale.ROOT);
    boolean exists = port >= 1 && port <= 65535 && isHost(scheme + "://" + host);
    return exists ? Optional.of(new Origin(scheme, host, port)) : Optional.empty();
  }

  /** That of a page's address. */
  static Optional<Origin> ofPage(String address) {
    return read(address.replaceFirst("(?<=[^:/])/.*", ""));
  }

  /** What a browser calls the place that a request was sent to. */
  static Origin of(HttpServletRequest request) {
    String name = request.getServerName().toLowerCase(Locale.ROOT);
    boolean bare = name.contains(":") && !name.startsWith("[");
    return new Origin(request.getScheme(), bare ? "[" + name + "]" : name, request.getServerPort());
  }

  /**
   * The same place over TLS. A proxy that ends TLS without being trusted leaves the server
   * believing that it is called over plain HTTP; no other page can have its name and be served over
   * TLS.
   */
  Origin overTls() {
    return new Origin("https", host, port == 80 ? 443 : port);
  }

  private static boolean isHost(String text) {
    try {
      return URI.create(text).getAuthority() != null;
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }

  private static int standardPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  /** Host, and port where it is not the scheme's own. */
  String authority() {
    return port == standardPort(scheme) ? host : host + ":" + port;
  }

  @Override
  public String toString() {
    return scheme + "://" + authority();
  }
}
