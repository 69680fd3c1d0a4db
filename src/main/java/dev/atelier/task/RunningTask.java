package dev.atelier.task;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The work under way on one task, to be cancelled or waited for. Thread-safe.
 *
 * <p>Cancelling interrupts the task's thread, but only while it waits for a desktop or a model: an
 * interrupt in the middle of a database write would close the database's file.
 */
final class RunningTask {
  private final Object asking = new Object();
  private final CountDownLatch end = new CountDownLatch(1);
  private Thread waiting;
  private boolean cancelled;
  private String whyCancelled = "the server was stopped";

  /** Something that waits and may be given up. */
  @FunctionalInterface
  interface Wait<T> {
    T await() throws InterruptedException;
  }

  /**
   * Waits for something, unless the task is cancelled before or meanwhile.
   *
   * @throws InterruptedException when it is
   */
  <T> T during(Wait<T> wait) throws InterruptedException {
    synchronized (this) {
      requireNotCancelled();
      waiting = Thread.currentThread();
    }
    try {
      return wait.await();
    } finally {
      synchronized (this) {
        waiting = null;
        Thread.interrupted();
      }
    }
  }

  /** Throws {@link InterruptedException} when the task has been cancelled. */
  synchronized void requireNotCancelled() throws InterruptedException {
    if (cancelled) {
      throw new InterruptedException();
    }
  }

  /**
   * Cancels the work.
   *
   * @param why in plain words; of several reasons the first one counts
   */
  synchronized void cancel(String why) {
    if (!cancelled) {
      cancelled = true;
      whyCancelled = why;
    }
    if (waiting != null) {
      waiting.interrupt();
    }
  }

  /**
   * Cancels the work once that is on record. When it has been cancelled already, nothing more is
   * put there; what {@code record} throws prevents the cancelling.
   */
  void cancelOnRecord(String why, Runnable record) {
    synchronized (asking) {
      if (!isCancelled()) {
        record.run();
      }
      cancel(why);
    }
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  synchronized String whyCancelled() {
    return whyCancelled;
  }

  void ended() {
    end.countDown();
  }

  /** Waits until the work has ended; returns whether it has. */
  boolean awaitEnd(Duration limit) {
    try {
      return end.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
