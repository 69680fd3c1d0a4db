package dev.atelier;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Threads of the container for work that no request waits for: as many as there is work, none kept
 * for long. Thread-safe; failures are logged.
 */
@ApplicationScoped
public class BackgroundWork {
  private static final Logger LOG = Logger.getLogger(BackgroundWork.class.getName());
  private static final int TIMER_THREADS = 2;

  @Resource private ManagedThreadFactory managed;
  private ExecutorService workers;
  private ScheduledExecutorService timer;

  /** For CDI, which then gives the container's thread factory. */
  protected BackgroundWork() {}

  /** With threads of the caller's choice. */
  public BackgroundWork(ThreadFactory threads) {
    start(threads);
  }

  @jakarta.annotation.PostConstruct
  void start() {
    start(managed);
  }

  private void start(ThreadFactory threads) {
    workers = Executors.newCachedThreadPool(threads);
    timer = Executors.newScheduledThreadPool(TIMER_THREADS, threads);
  }

  /** Runs the work soon on a thread of its own. */
  public void run(Runnable work) {
    workers.submit(logged(work));
  }

  /** Runs the work after a time; it must be short, or hand over to {@link #run}. */
  public void later(Duration delay, Runnable work) {
    try {
      timer.schedule(logged(work), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      LOG.log(Level.FINE, "not scheduled: the server is stopping", stopping);
    }
  }

  /** Runs short work again and again until the future is cancelled. */
  public Future<?> every(Duration period, Runnable work) {
    return timer.scheduleWithFixedDelay(
        logged(work), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  public void stop() {
    timer.shutdownNow();
    workers.shutdown();
  }

  private static Runnable logged(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException | Error failure) {
        LOG.log(Level.WARNING, "background work failed", failure);
      }
    };
  }
}
