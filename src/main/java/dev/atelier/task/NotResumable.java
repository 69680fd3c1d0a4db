package dev.atelier.task;

/** A task was to be worked on again that did not end at a money cap, or was undone. */
public final class NotResumable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NotResumable(String why) {
    super(why);
  }

  /** What it did until it ended is not on the desktop any more. */
  static NotResumable undone(String taskId) {
    return new NotResumable(taskId + " was undone; give the goal again instead");
  }

  NotResumable(String taskId, TaskStatus status) {
    super(
        taskId
            + (status.ended() ? " ended as " : " is ")
            + status.word()
            + "; only a task that ended as budget_exceeded_usd goes on, give the goal again instead");
  }
}
