package dev.atelier.cost;

import dev.atelier.json.InvalidField;
import java.util.Arrays;
import java.util.Locale;

/** The caps per day that can be changed while the server runs. */
public enum CapScope {
  /** Of all desktops together. */
  DAY("MAX_USD_PER_DAY"),
  /** Of each desktop. */
  DESKTOP("MAX_USD_PER_SESSION_PER_DAY");

  private final String setting;

  CapScope(String setting) {
    this.setting = setting;
  }

  /** As it is written down, and named in addresses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Which setting says it at first. */
  public String setting() {
    return setting;
  }

  /**
   * By its word.
   *
   * @throws InvalidField when there is none of that word
   */
  static CapScope of(String word) {
    return Arrays.stream(values())
        .filter(scope -> scope.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new InvalidField("scope", "must be day or desktop"));
  }
}
