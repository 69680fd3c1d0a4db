package dev.atelier.desktop.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What is written to an exec's standard input: {@link #writer()} fills it, the transport's thread
 * empties it. A writer waits while it is full. Thread-safe.
 */
final class StdinPipe extends InputStream {
  private static final int CAPACITY = 64 * 1024;

  private final byte[] ring = new byte[CAPACITY];
  private int first;
  private int size;
  private boolean readerIsBack;
  private boolean closed;
  private boolean readerIsSet;

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public synchronized int read(byte[] target, int offset, int length) throws IOException {
    if (!readerIsSet) {
      // The transport's thread dies of a broken connection with a stack trace on the console,
      // and tells nobody.
      Thread.currentThread().setUncaughtExceptionHandler((thread, broken) -> close());
      readerIsSet = true;
    }
    readerIsBack = true;
    notifyAll();
    try {
      while (size == 0 && !closed) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      throw interruption(interrupted);
    }
    if (size == 0) {
      return -1;
    }
    readerIsBack = false;
    int count = Math.min(length, Math.min(size, CAPACITY - first));
    System.arraycopy(ring, first, target, offset, count);
    first = (first + count) % CAPACITY;
    size -= count;
    notifyAll();
    return count;
  }

  /** Ends both sides: a writer gets an {@link IOException}, the reader what is left, then -1. */
  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Waits until all that was written has been handed to the connection, or time is up. */
  synchronized void awaitEmpty(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      long left = millis;
      while (left > 0 && !closed && !(size == 0 && readerIsBack)) {
        wait(left);
        left = (end - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  OutputStream writer() {
    return new Writer();
  }

  private synchronized void fill(byte[] source, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      awaitRoom();
      if (closed) {
        throw new IOException("the stream to the desktop is closed");
      }
      int at = (first + size) % CAPACITY;
      int count = Math.min(length - done, Math.min(CAPACITY - size, CAPACITY - at));
      System.arraycopy(source, offset + done, ring, at, count);
      size += count;
      done += count;
      notifyAll();
    }
  }

  private synchronized void awaitRoom() throws IOException {
    try {
      while (size == CAPACITY && !closed) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      throw interruption(interrupted);
    }
  }

  private static IOException interruption(InterruptedException interrupted) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted", interrupted);
  }

  /** The filling end. */
  private final class Writer extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      fill(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      fill(source, offset, length);
    }

    @Override
    public void close() {
      StdinPipe.this.close();
    }
  }
}
