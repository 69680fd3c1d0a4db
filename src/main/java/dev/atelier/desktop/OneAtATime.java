package dev.atelier.desktop;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Does the work for one desktop one after the other, and for different desktops side by side.
 * Thread-safe; remembers nothing of a desktop for which no work is going on.
 */
public final class OneAtATime {
  private static final Duration USUAL_PATIENCE = Duration.ofSeconds(90);

  private final ConcurrentHashMap<String, Queue> queues = new ConcurrentHashMap<>();
  private final Duration patience;

  public OneAtATime() {
    this(USUAL_PATIENCE);
  }

  /** Lets nobody wait longer than that for their turn. */
  public OneAtATime(Duration patience) {
    this.patience = patience;
  }

  public void run(String id, Runnable work) {
    var unused =
        in(
            id,
            () -> {
              work.run();
              return id;
            });
  }

  /**
   * Does work that has a result.
   *
   * @throws DesktopException when the turn does not come in time
   */
  public <T> T in(String id, Supplier<T> work) {
    return within(
        patience,
        id,
        work,
        () -> {
          throw new DesktopException(
              "others are at this desktop for too long (more than "
                  + patience.toSeconds()
                  + " s); try again later");
        });
  }

  /** Does work that has a result, or the other if the turn does not come within that time. */
  public <T> T within(Duration limit, String id, Supplier<T> work, Supplier<T> otherwise) {
    Queue queue =
        queues.compute(
            id,
            (key, found) -> {
              Queue mine = found == null ? new Queue() : found;
              mine.users++;
              return mine;
            });
    try {
      if (!isGot(queue.lock, limit)) {
        return otherwise.get();
      }
      try {
        return work.get();
      } finally {
        queue.lock.unlock();
      }
    } finally {
      queues.computeIfPresent(id, (key, found) -> --found.users == 0 ? null : found);
    }
  }

  private static boolean isGot(ReentrantLock lock, Duration limit) {
    // Whoever is being stopped may still tidy up where nobody is.
    if (Thread.currentThread().isInterrupted() && lock.tryLock()) {
      return true;
    }
    try {
      return lock.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("interrupted while others were at this desktop", stopping);
    }
  }

  private static final class Queue {
    final ReentrantLock lock = new ReentrantLock(true);
    int users;
  }
}
