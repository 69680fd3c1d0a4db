package dev.atelier.desktop.rfb;

import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.Screenshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** A connection to a server that is nothing but bytes, written before; answers go nowhere. */
final class Replay {
  private final LiveScreen screen = new LiveScreen();
  private final Clipboard clipboard = new Clipboard();
  private final Exception end;
  private boolean stood;

  private Replay(byte[] server) {
    RfbConnection connection =
        new RfbConnection(new Bytes(server), Encoding.WANTED, screen, clipboard, new Stillness());
    end = run(connection);
  }

  /** Reads all that the server sends. */
  static Replay of(byte[] server) {
    return new Replay(server);
  }

  /** Reads what a server with a screen of that size sends after the handshake. */
  static Replay of(int width, int height, byte[]... messages) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(greeting(width, height));
    for (byte[] message : messages) {
      bytes.writeBytes(message);
    }
    return new Replay(bytes.toByteArray());
  }

  static byte[] greeting(int width, int height) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBytes("RFB 003.008\n");
      out.writeShort(0x0101);
      out.writeInt(0);
      out.writeShort(width);
      out.writeShort(height);
      out.write(new byte[16]);
      out.writeInt(0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private Exception run(RfbConnection connection) {
    try {
      connection.run(Duration.ofSeconds(20), () -> stood = true);
      throw new AssertionError("a connection ends with an exception");
    } catch (IOException | RuntimeException ended) {
      return ended;
    }
  }

  /** What ended it: the end of the bytes, or what made no sense. */
  Exception end() {
    return end;
  }

  /** Whether there was a first whole picture. */
  boolean stood() {
    return stood;
  }

  Screenshot screen() {
    return screen.screenshot();
  }

  Optional<String> clipboard() {
    return clipboard.text();
  }

  private record Bytes(InputStream input) implements DesktopStream {
    Bytes(byte[] bytes) {
      this(new ByteArrayInputStream(bytes));
    }

    @Override
    public OutputStream output() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public void close() {}
  }
}
