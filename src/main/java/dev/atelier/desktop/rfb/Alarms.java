package dev.atelier.desktop.rfb;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What is to be done at a time, on threads that belong to this room alone: whatever keeps those of
 * others busy, such as the JVM's common pool, delays no alarm, and no alarm delays another.
 * Thread-safe; without alarms there are no threads.
 */
final class Alarms {
  private static final long KEPT_SECONDS = 10;
  private static final ScheduledThreadPoolExecutor CLOCK = clock();
  private static final Executor THREADS =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEPT_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          daemons("rfb-alarm"));

  private Alarms() {}

  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, daemons("rfb-clock"));
    clock.setRemoveOnCancelPolicy(true);
    clock.setKeepAliveTime(KEPT_SECONDS, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
    return clock;
  }

  private static ThreadFactory daemons(String name) {
    ThreadFactory usual = Executors.defaultThreadFactory();
    return work -> {
      Thread thread = usual.newThread(work);
      thread.setName(name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Does the work after a time, unless what is returned is cancelled before.
   *
   * @param work may block
   */
  static Future<?> after(Duration time, Runnable work) {
    return CLOCK.schedule(() -> THREADS.execute(work), time.toNanos(), TimeUnit.NANOSECONDS);
  }
}
