package dev.atelier.session;

/** Somebody works on the desktop, and what was asked for would take it from under them. */
public final class DesktopBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String taskId;

  DesktopBusy(String taskId) {
    super("the desktop is at work on a task; cancel the task first, or wait for its end");
    this.taskId = taskId;
  }

  public String taskId() {
    return taskId;
  }
}
