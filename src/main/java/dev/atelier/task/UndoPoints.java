package dev.atelier.task;

import java.time.Instant;
import java.util.Optional;

/** Lets tasks be undone; implemented where desktops are saved. Thread-safe. */
public interface UndoPoints {

  /**
   * Saves the task's desktop as it is before the task; takes as long as that takes, and must not be
   * interrupted.
   *
   * @throws dev.atelier.desktop.DesktopException when it cannot be saved; nothing half made is left
   */
  void take(Task task);

  /** Whether the desktop can be brought back to how it was before that task. */
  boolean isThere(Task task);

  /**
   * When the desktop was brought back to how it was before that task, with this task's undo or
   * otherwise; empty where what the task did is on the desktop, also where it is so again.
   */
  Optional<Instant> undoneAt(Task task);
}
