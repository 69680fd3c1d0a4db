package dev.atelier.vision;

/** A backend's model cannot be asked: not reachable, refusing, or not configured. */
public final class VisionUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public VisionUnavailable(String message) {
    super(message);
  }

  public VisionUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
