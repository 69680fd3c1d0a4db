package dev.atelier;

/** A caller wants what their role or their desktops do not allow. */
public final class NotAllowed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotAllowed(String message) {
    super(message);
  }
}
