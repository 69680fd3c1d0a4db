package dev.atelier.task;

import dev.atelier.BackgroundWork;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What is to be done later waits until a test lets it come. */
final class HeldTimers extends BackgroundWork {
  private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
  private volatile Thread coming;

  HeldTimers() {
    super(
        work -> {
          Thread thread = new Thread(work, "task");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public void later(Duration delay, Runnable work) {
    held.add(work);
  }

  @Override
  public void run(Runnable work) {
    if (Thread.currentThread() == coming) {
      work.run();
    } else {
      super.run(work);
    }
  }

  /** Returns when all that was due is done. */
  void letAllCome() {
    coming = Thread.currentThread();
    for (Runnable work = held.poll(); work != null; work = held.poll()) {
      work.run();
    }
    coming = null;
  }
}
