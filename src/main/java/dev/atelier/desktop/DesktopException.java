package dev.atelier.desktop;

import dev.atelier.Unforeseen;

/** The desktop could not do what it was asked: unreachable, gone, or silent. */
public class DesktopException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DesktopException(String message) {
    super(message);
  }

  public DesktopException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What people are told of a failure: that of a desktop in its own words. */
  public static String inWords(Throwable failure) {
    return failure instanceof DesktopException && failure.getMessage() != null
        ? failure.getMessage()
        : Unforeseen.WORDS;
  }
}
