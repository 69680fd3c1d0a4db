package dev.atelier.engineproxy;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A connection over a Unix socket. One thread may read while another writes, which the streams of
 * {@code java.nio.channels.Channels} do not allow.
 */
final class Wire implements Closeable {
  private static final int PIECE = 32 * 1024;
  private static final int LONGEST_HEAD = 64 * 1024;

  /** What is at the other end takes nothing more; what it said before can still be read. */
  static final class NotTaken extends IOException {
    private static final long serialVersionUID = 1L;

    NotTaken(IOException cause) {
      super(cause);
    }
  }

  private final SocketChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(PIECE).limit(0);

  Wire(SocketChannel channel) {
    this.channel = channel;
  }

  static Wire to(Path socket) throws IOException {
    return new Wire(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  /** The next byte, or -1. */
  int read() throws IOException {
    return fill() ? in.get() & 0xFF : -1;
  }

  private boolean fill() throws IOException {
    if (!in.hasRemaining()) {
      in.clear();
      int count = channel.read(in);
      in.flip();
      return count > 0;
    }
    return true;
  }

  /** Everything to the empty line that ends a head, in ISO 8859-1, without that line. */
  String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < LONGEST_HEAD) {
      int next = read();
      if (next < 0) {
        throw new EOFException("the head was cut");
      }
      head.append((char) next);
      int length = head.length();
      if (next == '\n' && length >= 4 && head.substring(length - 4).equals("\r\n\r\n")) {
        return head.substring(0, length - 4);
      }
    }
    throw Refused.malformed("the head is too long");
  }

  byte[] read(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int n = 0; n < count; ) {
      if (!fill()) {
        throw new EOFException("the body was cut");
      }
      int part = Math.min(count - n, in.remaining());
      in.get(bytes, n, part);
      n += part;
    }
    return bytes;
  }

  /** Passes so many bytes on. */
  void pass(long count, Wire target) throws IOException {
    for (long left = count; left > 0; ) {
      if (!fill()) {
        throw new EOFException("the body was cut");
      }
      int part = (int) Math.min(left, in.remaining());
      ByteBuffer piece = in.slice(in.position(), part);
      target.write(piece);
      in.position(in.position() + part);
      left -= part;
    }
  }

  /** Passes on whatever comes, to the end. */
  void passAll(Wire target) throws IOException {
    while (fill()) {
      target.write(in);
    }
  }

  private void write(ByteBuffer bytes) throws NotTaken {
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException deaf) {
      throw new NotTaken(deaf);
    }
  }

  void write(byte[] bytes) throws IOException {
    write(ByteBuffer.wrap(bytes));
  }

  void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  void endOutput() {
    try {
      channel.shutdownOutput();
    } catch (IOException gone) {
      // Then it has ended.
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
