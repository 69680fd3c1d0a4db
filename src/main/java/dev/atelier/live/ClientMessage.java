package dev.atelier.live;

import java.nio.ByteBuffer;

/**
 * The kinds of message a viewer may send once the handshake is over, with their lengths: RFC 6143,
 * section 7.5, and the extensions of the community's rfbproto document.
 */
enum ClientMessage {
  SET_PIXEL_FORMAT(0, 20),
  SET_ENCODINGS(2, 4) {
    @Override
    int length(ByteBuffer head, boolean extendedButtons) {
      return 4 + 4 * atMost(MOST_ENCODINGS, Short.toUnsignedInt(head.getShort(2)), "encodings");
    }
  },
  UPDATE_REQUEST(3, 10),
  KEY(4, 8) {
    @Override
    boolean isInput(ByteBuffer message) {
      return true;
    }

    @Override
    boolean touches(ByteBuffer message) {
      return message.get(1) != 0;
    }
  },
  POINTER(5, 6) {
    @Override
    int length(ByteBuffer head, boolean extendedButtons) {
      return extendedButtons && (head.get(1) & EXTENDED_BUTTONS_MARK) != 0 ? 7 : 6;
    }

    @Override
    boolean isInput(ByteBuffer message) {
      return true;
    }

    @Override
    boolean touches(ByteBuffer message) {
      boolean more = message.limit() > 6 && message.get(6) != 0;
      return more || (message.get(1) & ~EXTENDED_BUTTONS_MARK) != 0;
    }
  },
  CUT_TEXT(6, 8) {
    @Override
    int length(ByteBuffer head, boolean extendedButtons) {
      int length = head.getInt(4);
      if (length < 0 && length > -4) {
        throw new UnreadableMessage("an extended clipboard message without its flags");
      }
      // Of the smallest integer there is no absolute value: it stays negative and is refused.
      return 8 + atMost(LONGEST_CUT_TEXT, Math.abs(length), "bytes of clipboard");
    }

    /**
     * Saying what one understands, and asking for what the desktop copied, changes nothing there.
     */
    @Override
    boolean isInput(ByteBuffer message) {
      if (message.getInt(4) >= 0) {
        return true;
      }
      int flags = message.getInt(8);
      return (flags & CLIPBOARD_CAPABILITIES) == 0 && (flags & CLIPBOARD_GIVES) != 0;
    }

    @Override
    boolean touches(ByteBuffer message) {
      return isInput(message);
    }
  },
  CONTINUOUS_UPDATES(150, 10),
  FENCE(248, 9) {
    @Override
    int length(ByteBuffer head, boolean extendedButtons) {
      return 9 + atMost(LONGEST_FENCE, Byte.toUnsignedInt(head.get(8)), "bytes of a fence");
    }
  },
  /** Shut down, reboot, reset: never a viewer's business. */
  POWER(250, 4) {
    @Override
    boolean isForbidden() {
      return true;
    }
  },
  /**
   * The screen is everybody's: its size is changed through the API, not by one viewer's window.
   * Besides, Xvnc 1.15 crashes when a client sends this that has not announced ExtendedDesktopSize.
   */
  SET_DESKTOP_SIZE(251, 8) {
    @Override
    int length(ByteBuffer head, boolean extendedButtons) {
      return 8 + 16 * atMost(MOST_SCREENS, Byte.toUnsignedInt(head.get(6)), "screens");
    }

    @Override
    boolean isForbidden() {
      return true;
    }
  },
  /** A key with the place it has on the keyboard, as QEMU brought it in. */
  PLACED_KEY(255, 2) {
    @Override
    int length(ByteBuffer head, boolean extendedButtons) {
      if (head.get(1) != 0) {
        throw new UnreadableMessage("a QEMU message of kind " + Byte.toUnsignedInt(head.get(1)));
      }
      return 12;
    }

    @Override
    boolean isInput(ByteBuffer message) {
      return true;
    }

    @Override
    boolean touches(ByteBuffer message) {
      return message.getShort(2) != 0;
    }
  };

  static final int EXTENDED_BUTTONS_MARK = 0x80;
  static final int LONGEST_CUT_TEXT = 1 << 20;
  private static final int MOST_ENCODINGS = 1024;
  private static final int MOST_SCREENS = 16;
  private static final int LONGEST_FENCE = 64;

  private static final int CLIPBOARD_CAPABILITIES = 1 << 24;

  /** The clipboard's actions “notify” and “provide”. */
  private static final int CLIPBOARD_GIVES = 1 << 27 | 1 << 28;

  private final int type;
  private final int head;

  ClientMessage(int type, int head) {
    this.type = type;
    this.head = head;
  }

  static ClientMessage ofType(byte type) {
    for (ClientMessage message : values()) {
      if (message.type == Byte.toUnsignedInt(type)) {
        return message;
      }
    }
    throw new UnreadableMessage("a message of unknown type " + Byte.toUnsignedInt(type));
  }

  /** How many bytes tell the length of the whole. */
  int head() {
    return head;
  }

  /**
   * The length of the whole message, from its head.
   *
   * @param extendedButtons whether the viewer announced pointer messages with more than 7 buttons
   */
  int length(ByteBuffer head, boolean extendedButtons) {
    return this.head;
  }

  /** Whether the whole message would change something on the desktop. */
  boolean isInput(ByteBuffer message) {
    return false;
  }

  /** Whether a message of input does something, rather than let go or pass over the screen. */
  boolean touches(ByteBuffer message) {
    return false;
  }

  boolean isForbidden() {
    return false;
  }

  private static int atMost(int most, int count, String what) {
    if (count < 0 || count > most) {
      throw new UnreadableMessage("more than " + most + " " + what);
    }
    return count;
  }
}
