package dev.atelier.desktop;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The names in an archive of a home, one after the other: none leaves the home, be it by itself or
 * by way of a link before it. Each character stands for one byte (see {@link RawNames}).
 */
final class HomeNames {
  /**
   * Of symbolic links, pipes and devices; the packages of a large project have some ten thousand.
   * Files and hard links to files are not remembered, however many. Together about 35 MB.
   */
  static final int MOST = 200_000;

  /** Of all these names together. */
  private static final long MOST_LETTERS = 16L << 20;

  private static final int LARGEST_BYTE = 0xFF;

  private final String refusal;
  private final int most;
  private final Set<String> links = new HashSet<>();
  private final Set<String> leftOut = new HashSet<>();
  private long letters;

  /**
   * For one archive.
   *
   * @param refusal how a refusal begins, as in “this home cannot be saved”
   */
  HomeNames(String refusal) {
    this(refusal, MOST);
  }

  HomeNames(String refusal, int most) {
    this.refusal = refusal;
    this.most = most;
  }

  /**
   * The name without what may be around it.
   *
   * @throws DesktopException when it leaves the home, or there are other ways to write it
   */
  String inside(String name) {
    String clean = clean(name);
    if (name.startsWith("/")
        || Arrays.stream(clean.split("/", -1))
            .anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))) {
      throw refuse("the name “" + shown(name) + "” leaves the home, or is not a plain one");
    }
    if (name.chars().anyMatch(each -> each > LARGEST_BYTE)) {
      throw refuse("the name “" + name + "” is not written as names are here");
    }
    for (int at = clean.indexOf('/'); at >= 0; at = clean.indexOf('/', at + 1)) {
      if (links.contains(clean.substring(0, at))) {
        throw refuse("“" + shown(clean) + "” lies behind a link");
      }
    }
    return clean;
  }

  void isLink(String name) {
    keep(name, links, "links");
  }

  void isLeftOut(String name) {
    keep(name, leftOut, "pipes and devices");
  }

  /** Notes that two names mean one and the same: what is a link by one is so by the other. */
  void isSame(String name, String original) {
    if (links.contains(original)) {
      isLink(name);
    }
  }

  boolean wasLeftOut(String name) {
    return leftOut.contains(name);
  }

  /** All of them have to be remembered until the end. */
  private void keep(String name, Set<String> names, String what) {
    letters += name.length();
    if (links.size() + leftOut.size() >= most) {
      throw refuse("it holds more than " + most + " " + what + "; remove some");
    }
    if (letters > MOST_LETTERS) {
      throw refuse(
          "the names of its " + what + " have more than " + MOST_LETTERS + " letters; remove some");
    }
    names.add(name);
  }

  DesktopException refuse(String why) {
    return new DesktopException(refusal + ": " + why);
  }

  static String clean(String name) {
    String clean = name.startsWith("./") ? name.substring(2) : name;
    return clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
  }

  /** The name as a person reads it. */
  static String shown(String name) {
    return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
