package dev.atelier.vision;

/**
 * A backend cannot follow a goal; nothing has been done. The message says which part and the way
 * out.
 */
public final class GoalNotUnderstood extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String part;

  /**
   * @param part the words of the goal that were not understood
   */
  public GoalNotUnderstood(String part, String message) {
    super(message);
    this.part = part;
  }

  public String part() {
    return part;
  }
}
