package dev.atelier.secrets;

import dev.atelier.desktop.Site;
import dev.atelier.json.InvalidField;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The site that a secret is for: {@code https://bank.example}, or {@code https://.bank.example}
 * with every name below it. How a name looks does not count, only how the name system writes it.
 *
 * @param port also where it is the usual one
 */
public record AllowedSite(String scheme, Site host, int port) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern WRITTEN =
      Pattern.compile("(?:(https?)://)?([^/:?#@\\s]+)(?::(\\d{1,5}))?/?", Pattern.CASE_INSENSITIVE);

  /** What stands before the path of an address; whoever has a name in front of the host is odd. */
  private static final Pattern ADDRESS =
      Pattern.compile("(https?)://([^/:?#@\\\\]+)(?::(\\d{1,5}))?(?:[/?#].*)?");

  /**
   * Reads what people write; without a scheme it is {@code https}.
   *
   * @throws IllegalArgumentException when it names no site, in words that follow the field's name
   */
  public static AllowedSite parse(String written) {
    Matcher parts = WRITTEN.matcher(written.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "must be a site such as https://bank.example, or https://.bank.example with all below it");
    }
    String scheme = parts.group(1) == null ? "https" : parts.group(1).toLowerCase(Locale.ROOT);
    int port = parts.group(3) == null ? usual(scheme) : Integer.parseInt(parts.group(3));
    if (port < 1 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException("names a port that there is not");
    }
    try {
      return new AllowedSite(scheme, Site.parse(parts.group(2)), port);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("names " + wrong.getMessage(), wrong);
    }
  }

  /**
   * The same for the field {@code site} of a request.
   *
   * @throws InvalidField when it names no site
   */
  public static AllowedSite asked(String written) {
    try {
      return parse(written);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidField("site", wrong.getMessage());
    }
  }

  private static int usual(String scheme) {
    return scheme.equals("https") ? HTTPS : HTTP;
  }

  /** Whether a page at that address, as a browser writes it, is of the site. */
  public boolean holds(String address) {
    Matcher parts = ADDRESS.matcher(address);
    if (!parts.matches() || !parts.group(1).equals(scheme)) {
      return false;
    }
    int at = parts.group(3) == null ? usual(scheme) : Integer.parseInt(parts.group(3));
    String name = parts.group(2).toLowerCase(Locale.ROOT);
    String bare = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    return at == port
        && (host.text().startsWith(".")
            ? bare.equals(host.text().substring(1)) || bare.endsWith(host.text())
            : bare.equals(host.text()));
  }

  /** Scheme and host of an address, for people; empty where it has none. */
  static Optional<String> placeOf(String address) {
    Matcher parts = ADDRESS.matcher(address);
    return parts.matches()
        ? Optional.of(
            parts.group(1)
                + "://"
                + parts.group(2)
                + (parts.group(3) == null ? "" : ":" + parts.group(3)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return scheme + "://" + host + (port == usual(scheme) ? "" : ":" + port);
  }
}
