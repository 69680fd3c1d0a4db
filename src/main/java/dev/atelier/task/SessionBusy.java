package dev.atelier.task;

/** A desktop is at work on another task. */
public final class SessionBusy extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String taskId;

  public SessionBusy(String taskId) {
    super("this desktop is already working on " + taskId + "; wait until it ends, or cancel it");
    this.taskId = taskId;
  }

  /** The task it works on. */
  public String taskId() {
    return taskId;
  }
}
