package dev.atelier.desktop;

/** The desktop could not do what it was asked: unreachable, gone, or silent. */
public class DesktopException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DesktopException(String message) {
    super(message);
  }

  public DesktopException(String message, Throwable cause) {
    super(message, cause);
  }
}
