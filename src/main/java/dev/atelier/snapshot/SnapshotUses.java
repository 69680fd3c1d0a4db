package dev.atelier.snapshot;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Many may use a snapshot side by side; whoever takes it away does so alone. Taken within a
 * session's turn, never around it. Thread-safe; nobody waits for ever, and nothing is remembered of
 * a snapshot that nobody uses.
 */
final class SnapshotUses {
  private final ConcurrentHashMap<String, Uses> uses = new ConcurrentHashMap<>();
  private final Duration longestWait;

  SnapshotUses(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /**
   * Does work for which the snapshot has to stay.
   *
   * @throws SnapshotKept when it is being taken away for too long
   */
  <T> T sharing(String id, Supplier<T> work) {
    return in(id, uses -> holding(uses.lock.readLock(), work));
  }

  /**
   * Does work for which nobody may use the snapshot.
   *
   * @throws SnapshotKept when somebody uses it for too long; nothing was done then
   */
  <T> T alone(String id, Supplier<T> work) {
    return in(id, uses -> holding(uses.lock.writeLock(), work));
  }

  /**
   * Does such work if nobody uses the snapshot at this moment.
   *
   * @return whether it was done
   */
  boolean aloneIfFree(String id, Runnable work) {
    return in(
        id,
        uses -> {
          Lock lock = uses.lock.writeLock();
          if (!lock.tryLock()) {
            return false;
          }
          try {
            work.run();
            return true;
          } finally {
            lock.unlock();
          }
        });
  }

  private <T> T in(String id, Function<Uses, T> work) {
    Uses mine =
        uses.compute(
            id,
            (key, found) -> {
              Uses present = found == null ? new Uses() : found;
              present.users++;
              return present;
            });
    try {
      return work.apply(mine);
    } finally {
      uses.computeIfPresent(id, (key, found) -> --found.users == 0 ? null : found);
    }
  }

  private <T> T holding(Lock lock, Supplier<T> work) {
    await(lock);
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  private void await(Lock lock) {
    try {
      if (!lock.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SnapshotKept(
            "the snapshot is in use: a desktop is being made from it, or goes back to it; try again"
                + " when that is done");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new SnapshotKept("the server is stopping");
    }
  }

  /** Of one snapshot; there are some only while somebody uses it. */
  private static final class Uses {
    final ReentrantReadWriteLock lock = new ReentrantReadWriteLock(true);
    int users;
  }
}
