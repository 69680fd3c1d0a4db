package dev.atelier.task;

/**
 * How a task ends: its status, its answer where it has one, and what went wrong where something
 * did.
 */
record Ending(TaskStatus status, String finalText, String error) {
  private static final String UNSAID = "it failed without saying why";

  Ending {
    error = error == null ? UNSAID : error;
  }

  static Ending completed(String finalText) {
    return new Ending(TaskStatus.COMPLETED, finalText, "");
  }

  static Ending because(TaskStatus status, String error) {
    return new Ending(status, "", error);
  }
}
