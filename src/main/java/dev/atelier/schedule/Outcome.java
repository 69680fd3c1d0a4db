package dev.atelier.schedule;

import java.util.Arrays;
import java.util.Locale;

/** What became of a time at which something was due. */
public enum Outcome {
  /** On record, and no task yet. */
  BEGINNING,
  RUNNING,
  COMPLETED,
  /** The task ended otherwise. */
  FAILED,
  /** The desktop was busy. */
  SKIPPED,
  /** The server was not running then. */
  MISSED,
  /** No task was begun; the reason says why. */
  REFUSED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Outcome ofWord(String word) {
    return Arrays.stream(values())
        .filter(outcome -> outcome.word().equals(word))
        .findFirst()
        .orElseThrow();
  }

  public boolean isOpen() {
    return this == BEGINNING || this == RUNNING;
  }

  /** Whether somebody should be told. */
  public boolean isFailure() {
    return this == FAILED || this == REFUSED;
  }
}
