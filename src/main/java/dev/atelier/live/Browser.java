package dev.atelier.live;

import jakarta.websocket.CloseReason;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The viewer's end of the line. Used by one thread at a time, save for {@code close}. */
interface Browser {

  /** Sends bytes; returns when they have left, so that a slow line slows whoever sends. */
  void send(ByteBuffer bytes) throws IOException;

  /** Says something that is no part of the pictures. */
  void say(String text) throws IOException;

  void ping() throws IOException;

  /** Ends the line. Idempotent. */
  void close(CloseReason reason);
}
