package dev.atelier.desktop;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Does the work for one desktop one after the other, and for different desktops side by side.
 * Thread-safe; remembers nothing of a desktop for which no work is going on.
 */
public final class OneAtATime {
  private final ConcurrentHashMap<String, Queue> queues = new ConcurrentHashMap<>();

  public void run(String id, Runnable work) {
    var unused =
        in(
            id,
            () -> {
              work.run();
              return id;
            });
  }

  /** Does work that has a result. */
  public <T> T in(String id, Supplier<T> work) {
    Queue queue =
        queues.compute(
            id,
            (key, found) -> {
              Queue mine = found == null ? new Queue() : found;
              mine.users++;
              return mine;
            });
    queue.lock.lock();
    try {
      return work.get();
    } finally {
      queue.lock.unlock();
      queues.computeIfPresent(id, (key, found) -> --found.users == 0 ? null : found);
    }
  }

  private static final class Queue {
    final ReentrantLock lock = new ReentrantLock(true);
    int users;
  }
}
