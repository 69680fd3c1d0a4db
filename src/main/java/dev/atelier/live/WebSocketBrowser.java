package dev.atelier.live;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A browser at the other end of a WebSocket. */
record WebSocketBrowser(Session connection) implements Browser {
  private static final Logger LOG = Logger.getLogger(WebSocketBrowser.class.getName());

  @Override
  public void send(ByteBuffer bytes) throws IOException {
    connection.getBasicRemote().sendBinary(bytes);
  }

  @Override
  public void say(String text) throws IOException {
    connection.getBasicRemote().sendText(text);
  }

  @Override
  public void ping() throws IOException {
    connection.getBasicRemote().sendPing(ByteBuffer.allocate(0));
  }

  @Override
  public void close(CloseReason reason) {
    try {
      connection.close(reason);
    } catch (IOException | IllegalStateException gone) {
      LOG.log(Level.FINEST, "the browser had gone already", gone);
    }
  }
}
