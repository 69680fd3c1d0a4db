package dev.atelier.schedule;

import dev.atelier.json.InvalidField;
import java.util.Arrays;
import java.util.Locale;

/** What is done where something is due while the desktop is still busy. */
public enum Overlap {
  SKIP,
  QUEUE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Overlap of(String word) {
    return Arrays.stream(values())
        .filter(choice -> choice.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new InvalidField("overlap", "must be skip or queue"));
  }
}
