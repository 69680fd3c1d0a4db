package dev.atelier.desktop.rfb;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who waits for the server to have worked off what it was sent (section “ClientFence”).
 * Thread-safe.
 */
final class Fences {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private boolean supported;
  private boolean ended;
  private long asked;
  private long answered;

  /** The server has shown that it knows fences; before that, none may be sent. */
  void support() {
    lock.lock();
    try {
      supported = true;
    } finally {
      lock.unlock();
    }
  }

  boolean supported() {
    lock.lock();
    try {
      return supported;
    } finally {
      lock.unlock();
    }
  }

  /** A ticket for the next fence; 0 when the server does not know fences. */
  long next() {
    lock.lock();
    try {
      return supported ? ++asked : 0;
    } finally {
      lock.unlock();
    }
  }

  void answered(long ticket) {
    lock.lock();
    try {
      answered = Math.max(answered, Math.min(ticket, asked));
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The connection is over: nobody needs to wait any longer. */
  void end() {
    lock.lock();
    try {
      ended = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean ended() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the answer to {@code ticket}; false when the end, or {@code bound}, came before. */
  boolean await(long ticket, Duration bound) throws InterruptedException {
    lock.lock();
    try {
      for (long left = bound.toNanos(); answered < ticket && !ended && left > 0; ) {
        left = moved.awaitNanos(left);
      }
      return answered >= ticket;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the connection ends, at most {@code nanos}; true when it did. */
  boolean awaitEnd(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (long left = nanos; left > 0 && !ended; ) {
        left = moved.awaitNanos(left);
      }
      return ended;
    } finally {
      lock.unlock();
    }
  }
}
