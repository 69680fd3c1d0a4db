package dev.atelier.snapshot;

/**
 * Something on disk that belongs to no desktop and no snapshot on record, or that a desktop has
 * left behind.
 *
 * @param runtime who keeps it; empty for a file of the server
 * @param name of the system, the desktop whose home it is (with a number after a dot where the
 *     desktop itself is there), or the snapshot that the file was of
 */
public record Orphan(Kind kind, String runtime, String name) {

  /** What it is. */
  public enum Kind {
    SYSTEM,
    HOME,
    FILE
  }
}
