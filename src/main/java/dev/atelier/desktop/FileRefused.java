package dev.atelier.desktop;

/** What is at a place of a desktop's home is not of the kind that was asked for, or in the way. */
public final class FileRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FileRefused(String message) {
    super(message);
  }
}
