package dev.atelier.desktop.docker;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An exec's standard output, taken out of the frames in which the engine sends it beside standard
 * error. A slow reader makes the program wait. For one reading thread.
 *
 * <p>Source: Docker Engine API, “Attach to a container”, stream format: a header of eight bytes
 * (stream, three zeros, length as a big-endian 32-bit number), then the payload.
 */
final class FramedOutput extends InputStream {
  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int MOST_COMPLAINT = 4096;

  private final InputStream frames;
  private final byte[] header = new byte[8];
  private final ByteArrayOutputStream complaint = new ByteArrayOutputStream();
  private int left;

  FramedOutput(InputStream frames) {
    this.frames = frames;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!awaitPayload()) {
      return -1;
    }
    int count = frames.read(target, offset, Math.min(length, left));
    if (count < 0) {
      throw new EOFException("the stream to the desktop was cut");
    }
    left -= count;
    return count;
  }

  /** What can be read without waiting, as far as this is known. */
  @Override
  public int available() throws IOException {
    return left == 0 ? 0 : Math.min(left, frames.available());
  }

  /** Waits for output; false when there will be none. */
  boolean awaitPayload() throws IOException {
    while (left == 0) {
      int got = frames.readNBytes(header, 0, header.length);
      if (got == 0) {
        return false;
      }
      if (got < header.length) {
        throw new EOFException("the stream to the desktop was cut");
      }
      int length = ByteBuffer.wrap(header).getInt(4);
      if (length < 0) {
        throw new IOException("the engine sent a frame of an impossible length");
      }
      switch (header[0]) {
        case STDOUT -> left = length;
        case STDERR -> listenToComplaint(length);
        default -> throw new IOException("the engine sent a frame of unknown kind " + header[0]);
      }
    }
    return true;
  }

  /** What the program wrote to standard error, for the reason when it ended. */
  String complaint() {
    return complaint.toString(StandardCharsets.UTF_8).strip();
  }

  private void listenToComplaint(int length) throws IOException {
    byte[] buffer = new byte[1024];
    int rest = length;
    while (rest > 0) {
      int count = frames.read(buffer, 0, Math.min(buffer.length, rest));
      if (count < 0) {
        throw new EOFException("the stream to the desktop was cut");
      }
      complaint.write(buffer, 0, Math.min(count, MOST_COMPLAINT - complaint.size()));
      rest -= count;
    }
  }
}
