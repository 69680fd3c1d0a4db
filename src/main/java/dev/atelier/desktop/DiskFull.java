package dev.atelier.desktop;

/** There is no room left on the disk where a desktop, or a copy of one, is kept. */
public final class DiskFull extends DesktopException {
  private static final long serialVersionUID = 1L;

  public DiskFull(String message, Throwable cause) {
    super(message, cause);
  }
}
