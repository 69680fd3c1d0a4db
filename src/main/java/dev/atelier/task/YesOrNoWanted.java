package dev.atelier.task;

/** Words were given to a task that asks whether it may do something. */
public final class YesOrNoWanted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  YesOrNoWanted(String taskId) {
    super(
        taskId
            + " asks whether it may do something: approve or deny it, with your words as the note");
  }
}
