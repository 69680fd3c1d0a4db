package dev.atelier.vision.wire;

/** A call was given up because its thread was interrupted; carries that through a library. */
final class CallCancelled extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final boolean mayBeOwed;

  /**
   * @param mayBeOwed whether the model may have begun; not so between two attempts
   */
  CallCancelled(boolean mayBeOwed) {
    super("cancelled during a call", null, false, false);
    this.mayBeOwed = mayBeOwed;
  }

  boolean mayBeOwed() {
    return mayBeOwed;
  }
}
