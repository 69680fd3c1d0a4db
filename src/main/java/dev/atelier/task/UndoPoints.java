package dev.atelier.task;

/** Lets tasks be undone; implemented where desktops are saved. Thread-safe. */
public interface UndoPoints {

  /**
   * Saves the task's desktop as it is before the task; takes as long as that takes, and must not be
   * interrupted.
   *
   * @throws dev.atelier.desktop.DesktopException when it cannot be saved; nothing half made is left
   */
  void take(Task task);

  /** Whether a session's desktop can be saved where it runs. */
  boolean canTake(String sessionId);

  /** Whether the desktop can be brought back to how it was before that task. */
  boolean isThere(String taskId);
}
