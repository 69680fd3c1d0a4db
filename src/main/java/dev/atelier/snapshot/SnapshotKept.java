package dev.atelier.snapshot;

/** A snapshot cannot be removed, or not be used, as things are. */
public final class SnapshotKept extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SnapshotKept(String why) {
    super(why);
  }
}
