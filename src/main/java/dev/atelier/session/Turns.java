package dev.atelier.session;

import dev.atelier.desktop.DesktopException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one thread at a time start, pause, look after or remove one session's desktop. Nobody may
 * wait, within a turn, for a thread that needs the same turn. Thread-safe; a thread may take a turn
 * again within its own, and nobody waits for one for ever.
 */
@ApplicationScoped
class Turns {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final ConcurrentHashMap<String, Queue> queues = new ConcurrentHashMap<>();
  private final Duration longestWait;

  Turns(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /** As the server runs. */
  protected Turns() {
    this(LONGEST_WAIT);
  }

  void run(String sessionId, Runnable work) {
    var unused =
        in(
            sessionId,
            () -> {
              work.run();
              return sessionId;
            });
  }

  /**
   * Does the work in the session's turn.
   *
   * @throws DesktopException when the turn does not come in time; nothing was done then
   */
  <T> T in(String sessionId, Supplier<T> work) {
    Queue queue =
        queues.compute(
            sessionId,
            (key, found) -> {
              Queue mine = found == null ? new Queue() : found;
              mine.users++;
              return mine;
            });
    try {
      await(queue);
      try {
        return work.get();
      } finally {
        queue.lock.unlock();
      }
    } finally {
      queues.computeIfPresent(sessionId, (key, found) -> --found.users == 0 ? null : found);
    }
  }

  private void await(Queue queue) {
    try {
      if (!queue.lock.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DesktopException(
            "the desktop is still being started, paused or removed; try again in a moment");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    }
  }

  /** Of one session; there is one only while somebody uses it. */
  private static final class Queue {
    final ReentrantLock lock = new ReentrantLock(true);
    int users;
  }
}
