package dev.atelier.desktop.rfb;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * The bytes of the extended clipboard's messages, text only (section “Extended Clipboard
 * Pseudo-Encoding”).
 */
final class ExtendedClipboard {
  static final int TEXT = 1;
  static final int CAPS = 1 << 24;
  static final int REQUEST = 1 << 25;
  static final int PEEK = 1 << 26;
  static final int NOTIFY = 1 << 27;
  static final int PROVIDE = 1 << 28;

  /** More than this is not taken from the desktop's clipboard. */
  static final int LONGEST_TEXT = 1024 * 1024;

  private ExtendedClipboard() {}

  /** A message that is complete with its flags. */
  static byte[] message(int flags) {
    return ByteBuffer.allocate(4).putInt(flags).array();
  }

  /** What we can do. The size of 0 makes the server announce texts instead of sending each. */
  static byte[] caps() {
    return ByteBuffer.allocate(8)
        .putInt(CAPS | REQUEST | PEEK | NOTIFY | PROVIDE | TEXT)
        .putInt(0)
        .array();
  }

  static byte[] provide(String text) {
    byte[] utf8 =
        (text.replace("\r\n", "\n").replace("\n", "\r\n") + "\0").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      bytes.write(message(PROVIDE | TEXT));
      try (DataOutputStream packed = new DataOutputStream(new DeflaterOutputStream(bytes))) {
        packed.writeInt(utf8.length);
        packed.write(utf8);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * The text of a {@code provide} message.
   *
   * @param packed what follows the flags
   * @return nothing when the text is longer than we take
   * @throws RfbProtocolException when the message makes no sense
   */
  static Optional<String> provided(byte[] packed) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      byte[] length = inflate(inflater, 4);
      long claimed = ByteBuffer.wrap(length).getInt() & 0xFFFFFFFFL;
      if (claimed > LONGEST_TEXT) {
        return Optional.empty();
      }
      String text = new String(inflate(inflater, (int) claimed), StandardCharsets.UTF_8);
      int end = text.indexOf('\0');
      return Optional.of((end < 0 ? text : text.substring(0, end)).replace("\r\n", "\n"));
    } finally {
      inflater.end();
    }
  }

  private static byte[] inflate(Inflater inflater, int length) {
    byte[] bytes = new byte[length];
    try {
      for (int done = 0; done < length; ) {
        int got = inflater.inflate(bytes, done, length - done);
        if (got == 0) {
          throw new RfbProtocolException("the clipboard's text ends early");
        }
        done += got;
      }
      return bytes;
    } catch (DataFormatException broken) {
      throw new RfbProtocolException("the clipboard's text is not zlib data", broken);
    }
  }
}
