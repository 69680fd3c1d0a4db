package dev.atelier.desktop.rfb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;

/**
 * Reads the protocol's big-endian numbers through a buffer of its own. For one thread; any other
 * may ask when something was heard.
 */
final class RfbInput {
  private static final int BUFFER = 64 * 1024;

  private final InputStream stream;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private volatile long heardAt = System.nanoTime();

  RfbInput(InputStream stream) {
    this.stream = stream;
  }

  /** When something arrived last, as of {@link System#nanoTime()}. */
  long heardAt() {
    return heardAt;
  }

  int u8() throws IOException {
    if (position == limit) {
      fill();
    }
    return buffer[position++] & 0xFF;
  }

  int u16() throws IOException {
    return u8() << 8 | u8();
  }

  int s32() throws IOException {
    return u16() << 16 | u16();
  }

  long u32() throws IOException {
    return s32() & 0xFFFFFFFFL;
  }

  void skip(long bytes) throws IOException {
    for (long left = bytes; left > 0; ) {
      int some = (int) Math.min(left, available());
      position += some;
      left -= some;
    }
  }

  void read(byte[] target, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int some = Math.min(length - done, available());
      System.arraycopy(buffer, position, target, offset + done, some);
      position += some;
      done += some;
    }
  }

  /** The next bytes; the caller has checked that {@code length} is modest. */
  byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    read(bytes, 0, length);
    return bytes;
  }

  /**
   * Gives the inflater what has arrived, at least one byte and at most {@code most}. It must have
   * used that up before anything else is read from here.
   *
   * @return how many bytes it was given
   */
  int feed(Inflater inflater, int most) throws IOException {
    int some = Math.min(most, available());
    inflater.setInput(buffer, position, some);
    position += some;
    return some;
  }

  private int available() throws IOException {
    if (position == limit) {
      fill();
    }
    return limit - position;
  }

  private void fill() throws IOException {
    int got = stream.read(buffer, 0, buffer.length);
    if (got <= 0) {
      throw new EOFException("the VNC server ended the connection");
    }
    heardAt = System.nanoTime();
    position = 0;
    limit = got;
  }
}
