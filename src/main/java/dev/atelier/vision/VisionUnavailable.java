package dev.atelier.vision;

/**
 * A backend's model cannot be asked: not reachable, refusing, or not configured. The message says
 * which backend, why, and the way out.
 */
public final class VisionUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Where no server refused. */
  public static final int NO_STATUS = 0;

  private final boolean answerLost;
  private final int status;

  /** The model was not asked, or refused to begin. */
  public VisionUnavailable(String message) {
    this(message, null, false, NO_STATUS);
  }

  /** The model was not asked, or refused to begin. */
  public VisionUnavailable(String message, Throwable cause) {
    this(message, cause, false, NO_STATUS);
  }

  private VisionUnavailable(String message, Throwable cause, boolean answerLost, int status) {
    super(message, cause);
    this.answerLost = answerLost;
    this.status = status;
  }

  /** The model may have worked on the call, but its answer did not arrive or makes no sense. */
  public static VisionUnavailable answerLost(String message, Throwable cause) {
    return new VisionUnavailable(message, cause, true, NO_STATUS);
  }

  /** The model's server refused to begin. */
  public static VisionUnavailable refused(int status, String message, Throwable cause) {
    return new VisionUnavailable(message, cause, false, status);
  }

  /** The status with which the model's server refused to begin; {@link #NO_STATUS} otherwise. */
  public int status() {
    return status;
  }

  /** Whether the call may have to be paid all the same. */
  public boolean answerLost() {
    return answerLost;
  }
}
