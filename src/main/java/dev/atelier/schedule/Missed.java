package dev.atelier.schedule;

import dev.atelier.json.InvalidField;
import java.util.Arrays;
import java.util.Locale;

/** What is done about times at which the server was not running. */
public enum Missed {
  SKIP,
  /** Once, for all of them, as soon as the server runs again. */
  CATCH_UP;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Missed of(String word) {
    return Arrays.stream(values())
        .filter(choice -> choice.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new InvalidField("missed", "must be skip or catch_up"));
  }
}
