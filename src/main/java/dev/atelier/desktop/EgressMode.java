package dev.atelier.desktop;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How far desktops reach. */
public enum EgressMode {
  /** Whatever their engine's machine reaches. */
  OPEN,
  /** The internet, and no private network. */
  INTERNET,
  /** Of the internet what is on a list. */
  ALLOWLIST;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the word.
   *
   * @throws IllegalArgumentException with the words there are
   */
  public static EgressMode of(String word) {
    return Arrays.stream(values())
        .filter(mode -> mode.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "is "
                        + Arrays.stream(values())
                            .map(EgressMode::word)
                            .collect(Collectors.joining(", "))
                        + "; not “"
                        + word
                        + "”"));
  }
}
