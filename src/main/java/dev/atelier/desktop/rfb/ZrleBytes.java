package dev.atelier.desktop.rfb;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The inflated bytes of ZRLE rectangles: one zlib stream for the whole connection, of which each
 * rectangle holds a piece. Inflates no more than is asked for, a buffer at a time, so that a small
 * rectangle cannot become a large allocation. Not thread-safe.
 */
final class ZrleBytes implements AutoCloseable {
  /** More than any tile's palette, or its raw pixels, which are asked for in one piece. */
  private static final int BUFFER = 32 * 1024;

  private final Inflater inflater = new Inflater();
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;
  private RfbInput input;
  private long compressedLeft;

  void begin(RfbInput source, long compressedLength) {
    input = source;
    compressedLeft = compressedLength;
    position = 0;
    limit = 0;
  }

  int u8() throws IOException {
    if (position == limit) {
      require(1);
    }
    return buffer[position++] & 0xFF;
  }

  /** A CPIXEL of the pixel format that was asked for: blue, green, red. */
  int pixel() throws IOException {
    if (limit - position < 3) {
      require(3);
    }
    int at = position;
    position += 3;
    return (buffer[at] & 0xFF) | (buffer[at + 1] & 0xFF) << 8 | (buffer[at + 2] & 0xFF) << 16;
  }

  /** Makes the next {@code count} bytes available to the unchecked methods in one piece. */
  void require(int count) throws IOException {
    if (limit - position >= count) {
      return;
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    while (limit < count) {
      int got = inflate(limit, buffer.length - limit);
      if (got == 0) {
        throw new RfbProtocolException("a ZRLE rectangle ends before its last tile");
      }
      limit += got;
    }
  }

  /** Ends the rectangle: all of it must be used up. */
  void end() throws IOException {
    if (position < limit || inflate(0, 1) > 0) {
      throw new RfbProtocolException("a ZRLE rectangle goes on after its last tile");
    }
  }

  private int inflate(int offset, int length) throws IOException {
    try {
      while (true) {
        int got = inflater.inflate(buffer, offset, length);
        if (got > 0) {
          return got;
        }
        if (inflater.finished() || inflater.needsDictionary()) {
          throw new RfbProtocolException("the zlib stream of ZRLE ends within the connection");
        }
        if (compressedLeft == 0) {
          return 0;
        }
        compressedLeft -= input.feed(inflater, (int) Math.min(compressedLeft, Integer.MAX_VALUE));
      }
    } catch (DataFormatException broken) {
      throw new RfbProtocolException("a ZRLE rectangle is not zlib data", broken);
    }
  }

  @Override
  public void close() {
    inflater.end();
  }
}
