package dev.atelier.vision.wire;

/** A call was given up because its thread was interrupted; carries that through a library. */
final class CallCancelled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CallCancelled() {
    super("cancelled during a call", null, false, false);
  }
}
