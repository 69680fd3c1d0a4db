package dev.atelier.desktop.rfb;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The screen as it was last published whole, update by update, and the place where changes are
 * waited for. Outlives connections. Thread-safe.
 */
final class LiveScreen {
  /** How far around the pointer its own picture may reach. */
  private static final int POINTER_REACH = 64;

  /** For how many times the quiet time a pointer that keeps changing is waited for. */
  private static final int PATIENCE_WITH_POINTER = 3;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Size size = new Size(64, 64);
  private int[] pixels = new int[size.width() * size.height()];
  private Screenshot taken = new Screenshot(size.width(), size.height(), pixels.clone());
  private boolean fresh = true;
  private Point pointer = new Point(0, 0);
  private long changedAt = System.nanoTime();
  private long changedAwayFromPointerAt = changedAt;
  private long inputAt = changedAt;

  Size size() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  Point pointer() {
    lock.lock();
    try {
      return pointer;
    } finally {
      lock.unlock();
    }
  }

  void pointerAt(Point place) {
    lock.lock();
    try {
      pointer = place;
    } finally {
      lock.unlock();
    }
  }

  /** Notes that something was just put in, which the server may not have painted yet. */
  void inputSent() {
    lock.lock();
    try {
      inputAt = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  /** The present picture; the same object as long as nothing changes. */
  Screenshot screenshot() {
    lock.lock();
    try {
      if (!fresh) {
        taken = new Screenshot(size.width(), size.height(), pixels.clone());
        fresh = true;
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Takes over what was painted since the last time; what did not change wakes nobody. */
  void publish(Framebuffer painted) {
    lock.lock();
    try {
      boolean differs;
      if (painted.width() != size.width() || painted.height() != size.height()) {
        size = new Size(painted.width(), painted.height());
        pixels = painted.pixels().clone();
        differs = true;
      } else {
        differs = copyDamage(painted);
      }
      if (differs) {
        fresh = false;
        changedAt = System.nanoTime();
        if (!isAroundPointer(painted)) {
          changedAwayFromPointerAt = changedAt;
        }
        changed.signalAll();
      }
    } finally {
      painted.forgetDamage();
      lock.unlock();
    }
  }

  private boolean copyDamage(Framebuffer painted) {
    boolean differs = false;
    for (int y = painted.top(); y < painted.bottom(); y++) {
      int from = y * size.width() + painted.left();
      int to = y * size.width() + painted.right();
      int first = Arrays.mismatch(pixels, from, to, painted.pixels(), from, to);
      if (first >= 0) {
        System.arraycopy(painted.pixels(), from + first, pixels, from + first, to - from - first);
        differs = true;
      }
    }
    return differs;
  }

  private boolean isAroundPointer(Framebuffer painted) {
    return painted.left() >= pointer.x() - POINTER_REACH
        && painted.top() >= pointer.y() - POINTER_REACH
        && painted.right() <= pointer.x() + POINTER_REACH
        && painted.bottom() <= pointer.y() + POINTER_REACH;
  }

  /**
   * Waits until neither the screen changed nor anything was put in for {@code quiet}, at the latest
   * until {@code deadline}. What changes around the pointer only is waited for a few times {@code
   * quiet} and no longer, since it may be the pointer itself, turning while a program starts.
   *
   * @param deadline as of {@link System#nanoTime()}
   */
  void awaitQuiet(Duration quiet, long deadline) throws InterruptedException {
    long begin = System.nanoTime();
    lock.lockInterruptibly();
    try {
      while (true) {
        long now = System.nanoTime();
        boolean patient = now - begin < PATIENCE_WITH_POINTER * quiet.toNanos();
        long last = later(inputAt, patient ? changedAt : changedAwayFromPointerAt);
        long wait = Math.min(last + quiet.toNanos() - now, deadline - now);
        if (wait <= 0) {
          return;
        }
        changed.awaitNanos(wait);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until the screen showed an answer to what was put in at {@code since}: a change, and then
   * none for as long as that took to come, but at least {@code complete}.
   *
   * @param since as of {@link System#nanoTime()}
   * @param limit for the first change, and again for the rest
   */
  void awaitEcho(long since, Duration limit, Duration complete) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (long left = limit.toNanos(); changedAt - since <= 0; ) {
        if (left <= 0) {
          return;
        }
        left = changed.awaitNanos(left);
      }
      long now = System.nanoTime();
      long quiet = Math.max(complete.toNanos(), changedAt - since);
      for (long end = now + limit.toNanos(); now < Math.min(changedAt + quiet, end); ) {
        changed.awaitNanos(Math.min(changedAt + quiet, end) - now);
        now = System.nanoTime();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the screen differs from {@code known}, at the latest until {@code deadline}. */
  Screenshot awaitChange(Screenshot known, long deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        Screenshot present = screenshot();
        long wait = deadline - System.nanoTime();
        if (wait <= 0 || (present != known && !present.showsTheSameAs(known))) {
          return present;
        }
        changed.awaitNanos(wait);
      }
    } finally {
      lock.unlock();
    }
  }

  private static long later(long one, long other) {
    return one - other > 0 ? one : other;
  }
}
