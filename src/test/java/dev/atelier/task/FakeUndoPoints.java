package dev.atelier.task;

import dev.atelier.desktop.DesktopException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers for which tasks a desktop was saved; fails where it is told to. Thread-safe. */
final class FakeUndoPoints implements UndoPoints {
  private final List<String> taken = new ArrayList<>();
  private final Map<String, Instant> undone = new HashMap<>();
  private String failure = "";
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
  public synchronized boolean isThere(Task task) {
    return taken.contains(task.id()) && undoneAt(task).isEmpty();
  }

  @Override
  public synchronized Optional<Instant> undoneAt(Task task) {
    return Optional.ofNullable(undone.get(task.id()));
  }

  /** As if the desktop had been brought back. */
  synchronized void undo(Task task, Instant at) {
    undone.put(task.id(), at);
  }
}
