package dev.atelier.task;

import dev.atelier.json.InvalidField;
import java.time.Instant;
import java.util.Optional;

/** Lets tasks be undone; implemented where desktops are saved. Thread-safe. */
public interface UndoPoints {

  /**
   * What is to be done before a task that is to be undone later.
   *
   * @throws InvalidField when its desktop cannot be saved
   */
  static Runnable before(Iterable<UndoPoints> points, Task task) {
    for (UndoPoints each : points) {
      if (!each.canTake(task.sessionId())) {
        throw new InvalidField(
            "undo",
            "is not possible on this desktop, which cannot be saved where it runs; give the task"
                + " with undo: false");
      }
      return () -> each.take(task);
    }
    throw new InvalidField("undo", "is not possible on this server");
  }

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
  boolean isThere(Task task);

  /**
   * When the desktop was brought back to how it was before that task, with this task's undo or
   * otherwise; empty where what the task did is on the desktop, also where it is so again.
   */
  Optional<Instant> undoneAt(Task task);
}
