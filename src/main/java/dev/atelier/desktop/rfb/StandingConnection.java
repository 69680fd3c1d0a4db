package dev.atelier.desktop.rfb;

import dev.atelier.desktop.DesktopDriver.Streams;
import dev.atelier.desktop.DesktopDriver.Watcher;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopStream;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Keeps a connection to one desktop standing: on a thread of its own it opens a stream, reads until
 * that ends, tells the watcher, pauses, and begins again until it is closed. Thread-safe.
 */
final class StandingConnection implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StandingConnection.class.getName());
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(2);
  private static final AtomicInteger THREADS = new AtomicInteger();

  private final Streams streams;
  private final Watcher watcher;
  private final Bounds bounds;
  private final List<Integer> encodings;
  private final LiveScreen screen;
  private final Clipboard clipboard;
  private final Stillness stillness = new Stillness();
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private Optional<RfbConnection> attempt = Optional.empty();
  private Optional<RfbConnection> standing = Optional.empty();
  private boolean stoodBefore;
  private boolean gaveUp;
  private boolean closed;
  private String trouble = "";

  StandingConnection(
      Streams streams,
      Watcher watcher,
      Bounds bounds,
      List<Integer> encodings,
      LiveScreen screen,
      Clipboard clipboard) {
    this.streams = streams;
    this.watcher = watcher;
    this.bounds = bounds;
    this.encodings = encodings;
    this.screen = screen;
    this.clipboard = clipboard;
    this.thread = new Thread(this::keepStanding, "rfb-desktop-" + THREADS.incrementAndGet());
    this.thread.setDaemon(true);
  }

  /**
   * Begins, and waits for the first whole picture.
   *
   * @throws DesktopException when there is none in time, or no stream at all
   */
  void begin() {
    thread.start();
    await(bounds.firstPicture(), "the desktop did not show a picture");
  }

  /** Does work while which the desktop may be silent for as long as that takes. */
  <T> T whileStill(Supplier<T> work) {
    return stillness.during(work);
  }

  boolean stands() {
    lock.lock();
    try {
      return alive().isPresent();
    } finally {
      lock.unlock();
    }
  }

  boolean stands(RfbConnection connection) {
    lock.lock();
    try {
      return alive().filter(connection::equals).isPresent();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The present connection; waits for it while it is being made again.
   *
   * @throws DesktopException when that takes too long
   */
  RfbConnection standing() {
    return await(bounds.reconnection(), "the desktop cannot be reached");
  }

  private RfbConnection await(Duration bound, String complaint) {
    lock.lock();
    try {
      for (long left = bound.toNanos(); alive().isEmpty() && !gaveUp && left > 0; ) {
        left = moved.awaitNanos(left);
      }
      return alive()
          .orElseThrow(
              () -> new DesktopException(complaint + (trouble.isEmpty() ? "" : ": " + trouble)));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new DesktopException(complaint + ": the waiting was interrupted", stop);
    } finally {
      lock.unlock();
    }
  }

  /** One that was given up may take a while to let go of its reader. */
  private Optional<RfbConnection> alive() {
    return standing.filter(connection -> !connection.ended());
  }

  private void keepStanding() {
    Duration pause = bounds.shortestPause();
    while (!isClosed()) {
      long begin = System.nanoTime();
      String reason = converse();
      boolean stoodLong = System.nanoTime() - begin > bounds.longestPause().toNanos() * 2;
      pause = stoodLong ? bounds.shortestPause() : pause;
      ended(reason);
      pause(pause);
      pause = shorter(pause.multipliedBy(2), bounds.longestPause());
    }
  }

  /** Opens a stream and reads it to its end; returns why it ended. */
  private String converse() {
    try (DesktopStream stream = streams.open()) {
      RfbConnection connection = new RfbConnection(stream, encodings, screen, clipboard, stillness);
      if (!began(connection)) {
        return "closed";
      }
      connection.run(bounds.firstPicture(), () -> stood(connection));
      return "the VNC server ended the connection";
    } catch (IOException | RuntimeException broken) {
      return Optional.ofNullable(broken.getMessage()).orElse(broken.toString());
    } catch (OutOfMemoryError full) {
      // A screen takes megabytes in one piece: what else is at work may well go on.
      return "the server has no memory left for another screen; give it more by ATELIER_HEAP";
    }
  }

  private boolean began(RfbConnection connection) {
    lock.lock();
    try {
      attempt = Optional.of(connection);
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void stood(RfbConnection connection) {
    boolean again;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      standing = Optional.of(connection);
      again = stoodBefore;
      stoodBefore = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    new Heartbeat(connection, bounds.silence(), bounds.answer()).begin();
    if (again) {
      tell(watcher::restored);
    }
  }

  private void ended(String reason) {
    boolean lost;
    lock.lock();
    try {
      // Before the first picture, a stream that could not be opened at all is the end of it.
      gaveUp |= !stoodBefore && attempt.isEmpty();
      lost = standing.isPresent() && !closed;
      attempt = Optional.empty();
      standing = Optional.empty();
      trouble = reason;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    if (lost) {
      LOG.log(Level.WARNING, "lost the connection to a desktop: {0}", reason);
      tell(() -> watcher.lost(reason));
    }
  }

  private static void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException theirs) {
      LOG.log(Level.WARNING, "a watcher of a desktop failed", theirs);
    }
  }

  private void pause(Duration time) {
    lock.lock();
    try {
      for (long left = time.toNanos(); left > 0 && !closed; ) {
        left = moved.awaitNanos(left);
      }
    } catch (InterruptedException unexpected) {
      LOG.log(Level.WARNING, "somebody interrupted {0}", thread.getName());
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Ends the connection and its thread. Idempotent. */
  @Override
  public void close() {
    Optional<RfbConnection> open;
    lock.lock();
    try {
      closed = true;
      gaveUp = true;
      standing = Optional.empty();
      trouble = "it was closed";
      open = attempt;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
    open.ifPresent(RfbConnection::close);
    awaitThread();
  }

  private void awaitThread() {
    try {
      if (thread != Thread.currentThread()) {
        thread.join(LONGEST_FAREWELL.toMillis());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
