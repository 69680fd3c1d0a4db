package dev.atelier.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what a viewer sends, cut anywhere, and passes on to the desktop what that viewer may do:
 * everything that only looks, and input while it has control. When it has it no longer, what it
 * holds down is let go. Used by one thread at a time.
 */
final class ClientMessages {
  private static final int PSEUDO_ENCODING_EXTENDED_BUTTONS = -316;
  private static final int SMALL = 256;
  private static final int LARGE = 64 * 1024;
  private static final byte NO_SECURITY = 1;
  private static final byte SHARED = 1;

  private final Wheel wheel;
  private final OutputStream desktop;
  private final HeldInput held = new HeldInput();
  private byte[] buffer = new byte[SMALL];
  private int filled;
  private Phase phase = Phase.VERSION;
  private boolean extendedButtons;

  private enum Phase {
    VERSION,
    SECURITY,
    SHARING,
    MESSAGES
  }

  ClientMessages(Wheel wheel, OutputStream desktop) {
    this.wheel = wheel;
    this.desktop = desktop;
  }

  /**
   * Takes the next bytes and passes on each message they complete.
   *
   * @throws UnreadableMessage when they are no message; nothing more may be given then
   */
  void accept(ByteBuffer bytes) throws IOException {
    boolean passed = false;
    while (bytes.hasRemaining()) {
      int wanted = wanted();
      take(bytes, wanted - filled);
      // A head that is complete may ask for more.
      if (filled == wanted && filled == wanted()) {
        passed |= pass(ByteBuffer.wrap(buffer, 0, filled));
        filled = 0;
        buffer = buffer.length > LARGE ? new byte[SMALL] : buffer;
      }
    }
    if (passed) {
      desktop.flush();
    }
  }

  /** Whether this viewer holds a key or button down. Thread-safe. */
  boolean holds() {
    return held.isHolding();
  }

  /** Lets go of every key and button this viewer holds down. */
  void letGo() throws IOException {
    byte[] releases = held.letGo();
    if (releases.length > 0) {
      desktop.write(releases);
      desktop.flush();
    }
  }

  /** How many bytes the present message has, as far as can be told from what is there. */
  private int wanted() {
    return switch (phase) {
      case VERSION -> 12;
      case SECURITY, SHARING -> 1;
      case MESSAGES -> {
        if (filled == 0) {
          yield 1;
        }
        ClientMessage kind = ClientMessage.ofType(buffer[0]);
        yield filled < kind.head()
            ? kind.head()
            : kind.length(ByteBuffer.wrap(buffer, 0, filled), extendedButtons);
      }
    };
  }

  private void take(ByteBuffer bytes, int most) {
    int count = Math.min(most, bytes.remaining());
    if (filled + count > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(filled + count, 2 * buffer.length));
    }
    bytes.get(buffer, filled, count);
    filled += count;
  }

  private boolean pass(ByteBuffer message) throws IOException {
    switch (phase) {
      case VERSION -> {
        requireModernVersion();
        phase = Phase.SECURITY;
      }
      case SECURITY -> {
        if (message.get(0) != NO_SECURITY) {
          throw new UnreadableMessage("a way of signing in that desktops do not have");
        }
        phase = Phase.SHARING;
      }
      case SHARING -> {
        // Nobody's view ends because another's begins.
        message.put(0, SHARED);
        phase = Phase.MESSAGES;
      }
      case MESSAGES -> {
        return passMessage(message);
      }
    }
    write();
    return true;
  }

  private boolean passMessage(ByteBuffer message) throws IOException {
    ClientMessage kind = ClientMessage.ofType(message.get(0));
    if (kind.isForbidden()) {
      return false;
    }
    if (kind == ClientMessage.SET_ENCODINGS) {
      noteEncodings(message);
    }
    if (!kind.isInput(message)) {
      write();
      return true;
    }
    if (!wheel.pass(kind.touches(message), this::write)) {
      letGo();
      return false;
    }
    held.note(kind, message);
    return true;
  }

  private void noteEncodings(ByteBuffer message) {
    extendedButtons = false;
    for (int at = 4; at < message.limit(); at += 4) {
      extendedButtons |= message.getInt(at) == PSEUDO_ENCODING_EXTENDED_BUTTONS;
    }
  }

  private void requireModernVersion() {
    String version = new String(buffer, 0, 12, StandardCharsets.US_ASCII);
    if (!version.equals("RFB 003.008\n") && !version.equals("RFB 003.007\n")) {
      throw new UnreadableMessage("not RFB 3.7 or 3.8");
    }
  }

  private void write() throws IOException {
    desktop.write(buffer, 0, filled);
  }
}
