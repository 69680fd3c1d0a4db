package dev.atelier.cost;

import dev.atelier.json.InvalidField;
import java.util.Arrays;
import java.util.Locale;

/** What spending is added up by. */
public enum By {
  DAY,
  DESKTOP,
  /** Whoever gave the task. */
  PERSON,
  MODEL,
  TASK;

  /** As addresses name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * By its word.
   *
   * @param word null for {@link #DAY}
   * @throws InvalidField when there is none of that word
   */
  static By of(String word) {
    return Arrays.stream(values())
        .filter(by -> by.word().equals(word == null ? "day" : word))
        .findFirst()
        .orElseThrow(() -> new InvalidField("by", "must be day, desktop, person, model or task"));
  }
}
