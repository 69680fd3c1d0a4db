package dev.atelier.task;

/** There is no such task on that desktop. */
public final class UnknownTask extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownTask(String id) {
    super("there is no task " + id + " on this session");
  }
}
