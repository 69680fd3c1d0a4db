package dev.atelier;

/** More is asked for at once than may be; the same may be asked again after a while. */
public abstract class TooMany extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final long seconds;

  /**
   * @param message what there is too much of, and when to try again
   * @param seconds after how many seconds to try again
   */
  protected TooMany(String message, long seconds) {
    super(message);
    this.seconds = seconds;
  }

  public final long retryAfterSeconds() {
    return seconds;
  }
}
