package dev.atelier.snapshot;

/** Somebody asked for a snapshot that is not there. */
public final class UnknownSnapshot extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownSnapshot(String id) {
    super("there is no snapshot " + id);
  }
}
