package dev.atelier.session;

/** A desktop did not show its first frame in time; it may still come. */
public final class DesktopNotReady extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String sessionId;

  public DesktopNotReady(String sessionId, String message) {
    super(message);
    this.sessionId = sessionId;
  }

  public String sessionId() {
    return sessionId;
  }
}
