package dev.atelier.desktop.rfb;

import dev.atelier.desktop.Point;
import dev.atelier.desktop.Size;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes the messages of the client (section “Client to Server Messages”) into a buffer; nothing is
 * sent before {@link #flush()}. Not thread-safe.
 */
final class ClientMessages {
  private static final int FENCE_REQUEST = 0x80000000;
  private static final int FENCE_BLOCK_BEFORE = 1;

  private final DataOutputStream out;

  ClientMessages(OutputStream stream) {
    this.out = new DataOutputStream(new BufferedOutputStream(stream, 16 * 1024));
  }

  void flush() throws IOException {
    out.flush();
  }

  void raw(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  /** Asks for 32 bits a pixel, little-endian, red at 16, green at 8, blue at 0. */
  void setPixelFormat() throws IOException {
    out.writeInt(0);
    out.write(new byte[] {32, 24, 0, 1, 0, -1, 0, -1, 0, -1, 16, 8, 0, 0, 0, 0});
  }

  void setEncodings(List<Integer> encodings) throws IOException {
    out.writeShort(0x0200);
    out.writeShort(encodings.size());
    for (int encoding : encodings) {
      out.writeInt(encoding);
    }
  }

  void requestUpdate(boolean incremental, int width, int height) throws IOException {
    out.writeByte(3);
    out.writeBoolean(incremental);
    out.writeInt(0);
    out.writeShort(width);
    out.writeShort(height);
  }

  void key(int keysym, boolean down) throws IOException {
    out.writeByte(4);
    out.writeBoolean(down);
    out.writeShort(0);
    out.writeInt(keysym);
  }

  /**
   * @param buttons one bit each: left, middle, right, wheel up, down, left, right
   */
  void pointer(int buttons, Point at) throws IOException {
    out.writeByte(5);
    out.writeByte(buttons);
    out.writeShort(at.x());
    out.writeShort(at.y());
  }

  /** Plain cut text, which is Latin-1. */
  void cutText(byte[] latin1) throws IOException {
    out.writeInt(6 << 24);
    out.writeInt(latin1.length);
    out.write(latin1);
  }

  /** A message of the extended clipboard: a negative length announces it. */
  void extendedCutText(byte[] message) throws IOException {
    out.writeInt(6 << 24);
    out.writeInt(-message.length);
    out.write(message);
  }

  /** Asks for an answer once all messages before this one were worked off. */
  void fence(long ticket) throws IOException {
    out.writeInt(248 << 24);
    out.writeInt(FENCE_REQUEST | FENCE_BLOCK_BEFORE);
    out.writeByte(Long.BYTES);
    out.writeLong(ticket);
  }

  void answerFence(int flags, byte[] payload) throws IOException {
    out.writeInt(248 << 24);
    out.writeInt(flags & 0b111);
    out.writeByte(payload.length);
    out.write(payload);
  }

  void setDesktopSize(Size size, ScreenLayout layout) throws IOException {
    out.writeShort(251 << 8);
    out.writeShort(size.width());
    out.writeShort(size.height());
    out.writeShort(1 << 8);
    out.writeInt(layout.id());
    out.writeInt(0);
    out.writeShort(size.width());
    out.writeShort(size.height());
    out.writeInt(layout.flags());
  }
}
