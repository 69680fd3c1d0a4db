package dev.atelier.desktop;

import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/** A thread that waits within a read for a byte that does not come. */
public final class BlockedReader {
  private final FutureTask<Integer> read;
  private final Thread thread;

  private BlockedReader(InputStream input) {
    read = new FutureTask<>(input::read);
    thread = new Thread(read, "blocked-reader");
    thread.setDaemon(true);
  }

  /** Returns once the thread waits; there must be nothing to read. */
  public static BlockedReader of(InputStream input) {
    BlockedReader reader = new BlockedReader(input);
    reader.thread.start();
    await().during(Duration.ofMillis(100)).atMost(Duration.ofSeconds(10)).until(reader::waits);
    return reader;
  }

  /** In the operating system's hands, or in those of another thread. */
  private boolean waits() {
    List<StackTraceElement> stack = Arrays.asList(thread.getStackTrace());
    boolean reading = stack.stream().anyMatch(frame -> frame.getMethodName().equals("read"));
    Set<Thread.State> waiting = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
    return reading && (stack.get(0).isNativeMethod() || waiting.contains(thread.getState()));
  }

  /** What the read returned, once it has. */
  public int result() throws Exception {
    return read.get(5, TimeUnit.SECONDS);
  }
}
