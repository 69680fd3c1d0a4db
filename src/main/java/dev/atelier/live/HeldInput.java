package dev.atelier.live;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys and buttons a viewer holds down, and the messages that let go of them. */
final class HeldInput {
  private static final int MOST_KEYS = 64;
  private static final int POINTER_LENGTH = 6;

  private final Map<Long, byte[]> releases = new LinkedHashMap<>();
  private byte[] lastPointer = new byte[0];
  private volatile boolean holding;

  /** Notes a key or pointer message that was passed on. */
  void note(ClientMessage kind, ByteBuffer message) {
    switch (kind) {
      case KEY -> noteKey(message.getInt(4), message.get(1) != 0, message, 1, 2);
      case PLACED_KEY -> noteKey(message.getLong(4), message.getShort(2) != 0, message, 2, 4);
      case POINTER -> lastPointer = copy(message);
      default -> {}
    }
    holding = !releases.isEmpty() || buttonsAreDown();
  }

  /** Whether anything is down. May be asked by any thread. */
  boolean isHolding() {
    return holding;
  }

  private void noteKey(long key, boolean down, ByteBuffer message, int flagFrom, int flagTo) {
    if (!down) {
      releases.remove(key);
    } else if (releases.size() < MOST_KEYS) {
      byte[] release = copy(message);
      Arrays.fill(release, flagFrom, flagTo, (byte) 0);
      releases.put(key, release);
    }
  }

  /** The messages that let go of everything held; afterwards nothing is. */
  byte[] letGo() {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    releases.values().forEach(messages::writeBytes);
    releases.clear();
    if (buttonsAreDown()) {
      lastPointer[1] &= (byte) ClientMessage.EXTENDED_BUTTONS_MARK;
      Arrays.fill(lastPointer, POINTER_LENGTH, lastPointer.length, (byte) 0);
      messages.writeBytes(lastPointer);
    }
    lastPointer = new byte[0];
    holding = false;
    return messages.toByteArray();
  }

  private boolean buttonsAreDown() {
    if (lastPointer.length == 0) {
      return false;
    }
    boolean more = lastPointer.length > POINTER_LENGTH && lastPointer[POINTER_LENGTH] != 0;
    return more || (lastPointer[1] & ~ClientMessage.EXTENDED_BUTTONS_MARK) != 0;
  }

  private static byte[] copy(ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.duplicate().get(bytes);
    return bytes;
  }
}
