package dev.atelier.live;

/** A viewer sent something that is no message of the protocol, or one that is out of bounds. */
final class UnreadableMessage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableMessage(String message) {
    super(message);
  }
}
