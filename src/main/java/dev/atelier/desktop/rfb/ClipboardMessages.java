package dev.atelier.desktop.rfb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The clipboard's part of a conversation: the extended messages where the server knows them, plain
 * Latin-1 where it does not (sections “ServerCutText”, “ClientCutText”, “Extended Clipboard
 * Pseudo-Encoding”). The reading thread reads; any thread may announce.
 */
final class ClipboardMessages {
  /** What is longer than we take is skipped; what is longer than this is nonsense. */
  private static final long ABSURD_LENGTH = 64L * 1024 * 1024;

  private final RfbConnection connection;
  private final Clipboard clipboard;
  private volatile boolean extended;

  ClipboardMessages(RfbConnection connection, Clipboard clipboard) {
    this.connection = connection;
    this.clipboard = clipboard;
  }

  /** Says that we hold a text out or, where the server knows no better way, sends it. */
  void announce(ClientMessages output) throws IOException {
    Optional<String> offered = clipboard.offered();
    if (offered.isEmpty()) {
      return;
    }
    if (extended) {
      output.extendedCutText(
          ExtendedClipboard.message(ExtendedClipboard.NOTIFY | ExtendedClipboard.TEXT));
    } else {
      output.cutText(offered.get().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** Reads a cut text message after its type. */
  void read(RfbInput input) throws IOException {
    input.skip(3);
    long length = input.s32();
    if (Math.abs(length) > ABSURD_LENGTH) {
      throw new RfbProtocolException(
          "the VNC server claims that its clipboard holds " + Math.abs(length) + " bytes");
    }
    if (length < 0) {
      readExtended(input, (int) -length);
    } else if (length > ExtendedClipboard.LONGEST_TEXT) {
      input.skip(length);
      clipboard.copied(Optional.empty());
    } else {
      byte[] text = input.bytes((int) length);
      clipboard.copied(Optional.of(new String(text, StandardCharsets.ISO_8859_1)));
    }
  }

  private void readExtended(RfbInput input, int length) throws IOException {
    if (length < 4) {
      throw new RfbProtocolException("the VNC server sent a clipboard message without flags");
    }
    int flags = input.s32();
    if (has(flags, ExtendedClipboard.CAPS)) {
      input.skip(length - 4);
      extended = true;
      reply(ExtendedClipboard.caps());
      connection.tell(this::announce);
    } else if (has(flags, ExtendedClipboard.PROVIDE)) {
      provided(flags, input, length - 4);
    } else {
      input.skip(length - 4);
      answer(flags);
    }
  }

  private void provided(int flags, RfbInput input, int length) throws IOException {
    if (!has(flags, ExtendedClipboard.TEXT) || length > ExtendedClipboard.LONGEST_TEXT) {
      input.skip(length);
      clipboard.copied(Optional.empty());
    } else {
      clipboard.copied(ExtendedClipboard.provided(input.bytes(length)));
    }
  }

  private void answer(int flags) throws IOException {
    if (has(flags, ExtendedClipboard.NOTIFY)) {
      clipboard.takenOver();
      if (has(flags, ExtendedClipboard.TEXT)) {
        reply(ExtendedClipboard.message(ExtendedClipboard.REQUEST | ExtendedClipboard.TEXT));
      }
    } else if (has(flags, ExtendedClipboard.REQUEST)) {
      reply(ExtendedClipboard.provide(clipboard.offered().orElse("")));
    } else if (has(flags, ExtendedClipboard.PEEK)) {
      int formats = clipboard.offered().isPresent() ? ExtendedClipboard.TEXT : 0;
      reply(ExtendedClipboard.message(ExtendedClipboard.NOTIFY | formats));
    }
  }

  private void reply(byte[] message) throws IOException {
    connection.tell(messages -> messages.extendedCutText(message));
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }
}
