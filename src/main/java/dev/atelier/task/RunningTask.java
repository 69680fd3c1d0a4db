package dev.atelier.task;

import dev.atelier.vision.Observation.Answer;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The work under way on one task, to be cancelled or waited for. Thread-safe.
 *
 * <p>Cancelling interrupts the task's thread, but only while it waits for a desktop or a model: an
 * interrupt in the middle of a database write would close the database's file.
 */
final class RunningTask {
  private final CountDownLatch end = new CountDownLatch(1);
  private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(1);
  private volatile Task present;
  private boolean asking;
  private Thread waiting;
  private boolean cancelled;
  private String whyCancelled = "the server was stopped";

  RunningTask(Task task) {
    present = task;
  }

  /** The task as it stands after its last step. */
  Task present() {
    return present;
  }

  void now(Task task) {
    present = task;
  }

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

  /** Does something short that must not be interrupted, within {@link #during} or outside it. */
  <T> T undisturbed(Supplier<T> work) {
    Thread interruptible;
    boolean interrupted;
    synchronized (this) {
      interruptible = waiting;
      waiting = null;
      interrupted = Thread.interrupted();
    }
    try {
      return work.get();
    } finally {
      synchronized (this) {
        waiting = interruptible;
        if (interrupted || (interruptible != null && cancelled)) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** Does something short that must not be interrupted. */
  void undisturbed(Runnable work) {
    undisturbed(
        () -> {
          work.run();
          return null;
        });
  }

  /** Waits for a person's answer to what the task asks; see {@link #takeQuestion}. */
  Answer awaitAnswer() throws InterruptedException {
    synchronized (this) {
      asking = true;
    }
    return during(answers::take);
  }

  /** Whether the task asks something, and the caller is the one to answer it. */
  synchronized boolean takeQuestion() {
    boolean mine = asking && !cancelled;
    asking = false;
    return mine;
  }

  /** Gives a question back that was taken and could not be answered. */
  synchronized void returnQuestion() {
    asking = true;
  }

  /** Answers a question that was taken. */
  void answer(Answer answer) {
    answers.add(answer);
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
   * @return whether this call was the first to do so
   */
  synchronized boolean cancel(String why) {
    boolean first = !cancelled;
    if (first) {
      cancelled = true;
      whyCancelled = why;
    }
    if (waiting != null) {
      waiting.interrupt();
    }
    return first;
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
