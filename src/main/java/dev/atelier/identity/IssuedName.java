package dev.atelier.identity;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody is called by an issuer elsewhere, told apart from the names that are given here.
 */
final class IssuedName {
  private static final int LONGEST = 80;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private IssuedName() {}

  /**
   * The first of several claims that is a name, in one line that has an end.
   *
   * @param by in what way they came, to be put after it
   */
  static String of(Stream<Object> claims, String by) {
    Optional<String> name =
        claims
            .filter(String.class::isInstance)
            .map(claim -> CONTROL.matcher((String) claim).replaceAll(" ").strip())
            .filter(text -> !text.isEmpty())
            .findFirst();
    return name.map(text -> shortened(text) + " (" + by + ")").orElse("(" + by + ")");
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST / 2)) + "…";
  }
}
