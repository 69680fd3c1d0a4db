package dev.atelier.task;

import dev.atelier.control.TaskLease;
import dev.atelier.vision.Observation.Answer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * The work under way on one task, to be cancelled or waited for. Thread-safe.
 *
 * <p>Cancelling interrupts the task's thread, but only while it waits for a desktop or a model: an
 * interrupt in the middle of a database write would close the database's file.
 */
final class RunningTask {
  /** Held while something a person wants is put on record and then done. */
  private final Object onRecord = new Object();

  private final CountDownLatch end = new CountDownLatch(1);
  private final BlockingQueue<Answer> answers = new ArrayBlockingQueue<>(1);
  private final Runnable preparation;
  private volatile Task present;
  private volatile TaskLease lease;
  private volatile Optional<WorkingTime> worked = Optional.empty();

  /** The number of the step that asks and is not answered; 0 while there is none. */
  private int question;

  private Thread waiting;
  private boolean cancelled;
  private Ending ending = cancelled("the server was stopped");

  RunningTask(Task task) {
    this(task, () -> {});
  }

  RunningTask(Task task, Runnable preparation) {
    present = task;
    this.preparation = preparation;
  }

  /** It has its place at the desktop. */
  void takesPlace(TaskLease place) {
    lease = place;
  }

  /** From now on the time in which it has to wait for control counts as no work there. */
  void counts(WorkingTime time) {
    worked = Optional.of(time);
  }

  /** Its place at the desktop. */
  TaskLease lease() {
    return lease;
  }

  /** Waits until the task has control of the desktop; returns the epoch in which it has. */
  long awaitTurn() throws InterruptedException {
    if (lease.drives()) {
      return lease.awaitTurn();
    }
    worked.ifPresent(WorkingTime::stop);
    try {
      return lease.awaitTurn();
    } finally {
      worked.ifPresent(WorkingTime::goOn);
    }
  }

  /** Whether it has had control since that epoch began. */
  boolean hasTurn(long turn) {
    return lease.has(turn);
  }

  /** Does what comes before the work; whoever cancels meanwhile is heard afterwards. */
  void prepare() {
    preparation.run();
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

  /**
   * Puts a question on record; from then on it can be answered. Whoever hears of it there may
   * answer at once.
   *
   * @param step the number of the step that asks
   */
  void askOnRecord(int step, Runnable record) {
    synchronized (onRecord) {
      open(step);
      try {
        record.run();
      } catch (RuntimeException | Error unasked) {
        open(0);
        throw unasked;
      }
    }
  }

  private synchronized void open(int step) {
    question = step;
    answers.clear();
  }

  /** Waits for a person's answer to what the task asks; see {@link #answerOnRecord}. */
  Answer awaitAnswer() throws InterruptedException {
    return during(answers::take);
  }

  /**
   * Answers what the task asks once that is on record; nothing happens when it asks nothing, or
   * somebody else was faster. What {@code record} throws prevents the answer.
   *
   * @param step the question that is meant, where the person said which
   * @param record is given the number of the step that asks
   * @throws AnotherQuestion when the task asks something else by now
   */
  void answerOnRecord(Optional<Integer> step, Answer answer, IntConsumer record) {
    synchronized (onRecord) {
      int asked = question();
      if (asked == 0) {
        return;
      }
      if (step.filter(meant -> meant != asked).isPresent()) {
        throw new AnotherQuestion(present.id(), step.get(), asked);
      }
      record.accept(asked);
      answered(answer);
    }
  }

  private synchronized int question() {
    return cancelled ? 0 : question;
  }

  private synchronized void answered(Answer answer) {
    question = 0;
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
   */
  void cancel(String why) {
    end(cancelled(why));
  }

  private static Ending cancelled(String why) {
    return Ending.because(TaskStatus.CANCELLED, why);
  }

  /** Cancels the work, which then ends like this; of several ends the first one counts. */
  synchronized void end(Ending wanted) {
    if (!cancelled) {
      cancelled = true;
      ending = wanted;
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
    synchronized (onRecord) {
      if (!isCancelled()) {
        record.run();
      }
      cancel(why);
    }
  }

  private synchronized boolean isCancelled() {
    return cancelled;
  }

  /** How it ends when it is cancelled. */
  synchronized Ending ending() {
    return ending;
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
