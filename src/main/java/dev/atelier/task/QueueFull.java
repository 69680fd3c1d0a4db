package dev.atelier.task;

/** As many tasks wait for a desktop as may. */
public final class QueueFull extends RuntimeException {
  private static final long serialVersionUID = 1L;

  QueueFull(int most) {
    super(
        most
            + " tasks wait for this desktop already; wait until one begins, or cancel one of them");
  }
}
