package dev.atelier.desktop;

import java.util.regex.Pattern;

/**
 * The name of a Debian package. None ends with a minus, by which {@code apt-get} would remove it.
 *
 * <p>Source: Debian Policy 5.6.7, here with an architecture at most ({@code libc6:amd64}).
 */
public record PackageName(String text) {
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9][a-z0-9+.-]{0,98}[a-z0-9+](:[a-z0-9-]{2,20})?");

  public PackageName {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException("not the name of a Debian package: “" + text + "”");
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
