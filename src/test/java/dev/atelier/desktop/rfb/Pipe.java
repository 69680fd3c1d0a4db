package dev.atelier.desktop.rfb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Bytes from one thread to another; a writer waits while it is full, as on a socket. */
final class Pipe {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private final byte[] ring;
  private long written;
  private long read;
  private boolean closed;

  Pipe(int capacity) {
    ring = new byte[capacity];
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private int take(byte[] target, int offset, int length) {
    lock.lock();
    try {
      while (length > 0 && read == written && !closed) {
        moved.awaitUninterruptibly();
      }
      int some = (int) Math.min(length, written - read);
      for (int n = 0; n < some; n++) {
        target[offset + n] = ring[(int) (read++ % ring.length)];
      }
      moved.signalAll();
      return some == 0 && length > 0 ? -1 : some;
    } finally {
      lock.unlock();
    }
  }

  private void put(byte[] source, int offset, int length) throws IOException {
    lock.lock();
    try {
      for (int n = 0; n < length; n++) {
        while (written - read == ring.length && !closed) {
          moved.signalAll();
          moved.awaitUninterruptibly();
        }
        if (closed) {
          throw new IOException("the pipe is closed");
        }
        ring[(int) (written++ % ring.length)] = source[offset + n];
      }
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  InputStream input() {
    return new InputStream() {
      @Override
      public int read() {
        byte[] one = new byte[1];
        return take(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) {
        return take(target, offset, length);
      }
    };
  }

  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        put(new byte[] {(byte) octet}, 0, 1);
      }

      @Override
      public void write(byte[] source, int offset, int length) throws IOException {
        put(source, offset, length);
      }
    };
  }
}
