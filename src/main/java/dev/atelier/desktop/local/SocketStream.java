package dev.atelier.desktop.local;

import dev.atelier.desktop.DesktopStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A connection to a desktop's Unix socket. */
final class SocketStream implements DesktopStream {
  private final SocketChannel channel;
  private final OutputStream output;

  private SocketStream(SocketChannel channel) {
    this.channel = channel;
    this.output = new BufferedOutputStream(new Sending(), 8 * 1024);
  }

  /**
   * Connects.
   *
   * @throws IOException when nothing listens there
   */
  static SocketStream open(Path socket) throws IOException {
    return new SocketStream(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  @Override
  public InputStream input() {
    return new Receiving();
  }

  @Override
  public OutputStream output() {
    return output;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException alreadyGone) {
      // Nothing is left to close.
    }
  }

  /** The JDK's own stream of a channel lets no one write while another waits to read. */
  private final class Receiving extends InputStream {
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
      try {
        return channel.read(ByteBuffer.wrap(target, offset, length));
      } catch (AsynchronousCloseException closedMeanwhile) {
        return -1;
      } catch (ClosedChannelException closed) {
        return -1;
      }
    }

    @Override
    public void close() {
      SocketStream.this.close();
    }
  }

  private final class Sending extends OutputStream {
    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(source, offset, length);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    @Override
    public void close() {
      SocketStream.this.close();
    }
  }
}
