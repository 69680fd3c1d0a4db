package dev.atelier.desktop.rfb;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.Size;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The server's answers to requests for another screen size (section “ExtendedDesktopSize
 * Pseudo-encoding”). Thread-safe; one request at a time.
 */
final class Resizes {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private Optional<ScreenLayout> layout = Optional.empty();
  private Optional<Integer> status = Optional.empty();
  private boolean ended;

  /** The server told its layout, and with that, that it can be asked for another. */
  void layout(ScreenLayout present) {
    lock.lock();
    try {
      layout = Optional.of(present);
    } finally {
      lock.unlock();
    }
  }

  /** The server answered our request. */
  void answered(int code) {
    lock.lock();
    try {
      status = Optional.of(code);
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      ended = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  ScreenLayout begin() {
    lock.lock();
    try {
      status = Optional.empty();
      return layout.orElseThrow(
          () -> new DesktopException("this VNC server cannot change the size of its screen"));
    } finally {
      lock.unlock();
    }
  }

  void await(Duration bound, Size size) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (long left = bound.toNanos(); status.isEmpty() && !ended && left > 0; ) {
        left = moved.awaitNanos(left);
      }
      String wish = "the screen could not be made " + size + ": ";
      int code =
          status.orElseThrow(
              () ->
                  new DesktopException(
                      wish + (ended ? "the connection was lost" : "the desktop did not answer")));
      if (code != 0) {
        throw new DesktopException(wish + meaning(code));
      }
    } finally {
      lock.unlock();
    }
  }

  private static String meaning(int code) {
    return switch (code) {
      case 1 -> "the VNC server does not allow it";
      case 2 -> "the VNC server has not enough memory for it";
      case 3 -> "the VNC server calls the layout invalid";
      case 4 -> "the VNC server only passed the wish on";
      default -> "the VNC server gives the unknown reason " + code;
    };
  }
}
