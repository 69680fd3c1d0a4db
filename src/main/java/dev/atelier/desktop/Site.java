package dev.atelier.desktop;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A site that desktops may reach: {@code example.com} is that name alone, {@code .example.com} also
 * every name below it.
 *
 * @param text in lower case, with other alphabets written as in the domain name system
 */
public record Site(String text) implements Comparable<Site> {
  private static final int LONGEST = 253;
  private static final Pattern NAME =
      Pattern.compile("\\.?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\\.)*[a-z0-9-]{1,63}");
  private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

  public Site {
    if (text.length() > LONGEST || !NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "no site, such as example.com, or .example.com with all below it: " + text);
    }
    if (NUMBER.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "an address and no name; addresses are for EGRESS_ALLOW: " + text);
    }
  }

  /**
   * Reads what people write.
   *
   * @throws IllegalArgumentException when it names no site
   */
  public static Site parse(String written) {
    String name = written.strip();
    boolean below = name.startsWith(".");
    try {
      String ascii = IDN.toASCII(below ? name.substring(1) : name).toLowerCase(Locale.ROOT);
      String whole = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
      return new Site((below ? "." : "") + whole);
    } catch (IllegalArgumentException wrong) {
      throw wrong.getMessage().startsWith("an address")
          ? wrong
          : new IllegalArgumentException(
              "no site, such as example.com, or .example.com with all below it: " + written, wrong);
    }
  }

  @Override
  public int compareTo(Site other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
