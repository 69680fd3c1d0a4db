package dev.atelier.task;

import dev.atelier.desktop.DesktopException;
import java.util.ArrayList;
import java.util.List;

/** Remembers for which tasks a desktop was saved; fails where it is told to. Thread-safe. */
final class FakeUndoPoints implements UndoPoints {
  private final List<String> taken = new ArrayList<>();
  private String failure = "";
  private boolean possible = true;
  private Runnable meanwhile = () -> {};

  synchronized List<String> taken() {
    return List.copyOf(taken);
  }

  synchronized void fail(String why) {
    failure = why;
  }

  /** What happens while a desktop is saved. */
  synchronized void meanwhile(Runnable work) {
    meanwhile = work;
  }

  /** Puts the desktops where they cannot be saved. */
  synchronized void impossible() {
    possible = false;
  }

  @Override
  public synchronized boolean canTake(String sessionId) {
    return possible;
  }

  @Override
  public void take(Task task) {
    Runnable work;
    synchronized (this) {
      work = meanwhile;
    }
    work.run();
    synchronized (this) {
      if (!failure.isEmpty()) {
        throw new DesktopException(failure);
      }
      taken.add(task.id());
    }
  }

  @Override
  public synchronized boolean isThere(String taskId) {
    return taken.contains(taskId);
  }
}
