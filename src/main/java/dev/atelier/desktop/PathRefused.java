package dev.atelier.desktop;

/** A path leads, or could lead, out of a desktop's home. */
public final class PathRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PathRefused(String message) {
    super(message);
  }
}
