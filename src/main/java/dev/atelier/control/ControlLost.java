package dev.atelier.control;

/** Somebody took control while an action was being carried out, which was given up at once. */
public final class ControlLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ControlLost(String who) {
    super("stopped where it was: " + who);
  }
}
