package dev.atelier.schedule;

/** There is no schedule of that id, or none that the caller may see. */
public final class UnknownSchedule extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownSchedule(String id) {
    super("there is no schedule " + id);
  }
}
