package dev.atelier.desktop.rfb;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads the server's messages (section “Server to Client Messages”) and answers those that want an
 * answer. Belongs to the reading thread.
 */
final class ServerMessages {
  private static final int FENCE_REQUEST = 0x80000000;
  private static final int LONGEST_FENCE = 64;

  private final RfbConnection connection;
  private final RfbInput input;
  private final Updates updates;
  private final ClipboardMessages clipboard;
  private final Fences fences;

  ServerMessages(
      RfbConnection connection,
      RfbInput input,
      Updates updates,
      ClipboardMessages clipboard,
      Fences fences) {
    this.connection = connection;
    this.input = input;
    this.updates = updates;
    this.clipboard = clipboard;
    this.fences = fences;
  }

  /** Reads until the stream ends or breaks. */
  void readAll() throws IOException {
    while (true) {
      int type = input.u8();
      switch (type) {
        case 0 -> updates.read(input);
        case 1 -> skipColourMap();
        case 2 -> {} // Bell: nobody hears it
        case 3 -> clipboard.read(input);
        case 150 -> {} // EndOfContinuousUpdates: we never ask for them
        case 248 -> fence();
        default ->
            throw new RfbProtocolException("the VNC server sent a message of unknown type " + type);
      }
    }
  }

  /** Of no use to a client that asked for true colour. */
  private void skipColourMap() throws IOException {
    input.skip(3);
    input.skip(input.u16() * 6L);
  }

  private void fence() throws IOException {
    input.skip(3);
    int flags = input.s32();
    int length = input.u8();
    if (length > LONGEST_FENCE) {
      throw new RfbProtocolException("the VNC server sent a fence of " + length + " bytes");
    }
    byte[] payload = input.bytes(length);
    fences.support();
    if ((flags & FENCE_REQUEST) != 0) {
      connection.tell(messages -> messages.answerFence(flags, payload));
    } else if (length == Long.BYTES) {
      fences.answered(ByteBuffer.wrap(payload).getLong());
    }
  }
}
