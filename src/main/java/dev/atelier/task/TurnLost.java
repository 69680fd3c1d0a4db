package dev.atelier.task;

/** A decision is not made to its end: a person had control, and somebody must be asked first. */
final class TurnLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TurnLost() {
    super("a person had control of the desktop meanwhile");
  }
}
