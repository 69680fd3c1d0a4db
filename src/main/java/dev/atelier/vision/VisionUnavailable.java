package dev.atelier.vision;

/**
 * A backend's model cannot be asked: not reachable, refusing, or not configured. The message says
 * which backend, why, and the way out.
 */
public final class VisionUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final boolean answerLost;

  /** The model was not asked, or refused to begin. */
  public VisionUnavailable(String message) {
    this(message, null, false);
  }

  /** The model was not asked, or refused to begin. */
  public VisionUnavailable(String message, Throwable cause) {
    this(message, cause, false);
  }

  private VisionUnavailable(String message, Throwable cause, boolean answerLost) {
    super(message, cause);
    this.answerLost = answerLost;
  }

  /** The model may have worked on the call, but its answer did not arrive or makes no sense. */
  public static VisionUnavailable answerLost(String message, Throwable cause) {
    return new VisionUnavailable(message, cause, true);
  }

  /** Whether the call may have to be paid all the same. */
  public boolean answerLost() {
    return answerLost;
  }
}
