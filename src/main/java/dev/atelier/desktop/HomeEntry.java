package dev.atelier.desktop;

import java.time.Instant;

/**
 * Something in a directory of a desktop's home.
 *
 * @param bytes 0 of what is not a file
 */
public record HomeEntry(String name, Kind kind, long bytes, Instant changedAt) {

  /** What it is. */
  public enum Kind {
    FILE,
    DIRECTORY,
    LINK,
    OTHER
  }
}
