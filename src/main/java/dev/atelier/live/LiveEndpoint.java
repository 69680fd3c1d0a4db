package dev.atelier.live;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.Standing;
import dev.atelier.control.Leases;
import dev.atelier.control.ViewerRecord;
import dev.atelier.session.SessionWork;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where a browser's VNC client finds a desktop. One instance per connection; the container calls it
 * from one thread at a time.
 */
@Dependent
@ServerEndpoint(value = "/sessions/{id}/vnc", subprotocols = "binary")
public class LiveEndpoint {
  private static final Logger LOG = Logger.getLogger(LiveEndpoint.class.getName());

  private static final int LONGEST_WORDS = 16 * 1024;

  @Inject private Standing standing;
  @Inject private Sessions sessions;
  @Inject private Leases leases;
  @Inject private DrivingTickets tickets;
  @Inject private Instance<SessionWork> work;
  @Inject private Viewers viewers;
  @Inject private ViewerRecord record;
  private Viewer viewer;

  @OnOpen
  public void open(Session connection, @PathParam("id") String id) {
    Caller caller = Caller.of(connection.getUserPrincipal());
    if (!caller.sees(id)) {
      refuse(connection);
      return;
    }
    // Pings find out who is gone; somebody who only watches may be silent for hours.
    connection.setMaxIdleTimeout(0);
    viewer =
        new Viewer(
            new WatchedSession(
                id,
                caller,
                new Steering(
                    id,
                    caller,
                    caller.may(Role.OPERATOR) && !asks(connection, "view_only"),
                    leases,
                    tickets.leaseOf(caller)),
                asks(connection, "control"),
                asks(connection, "again"),
                standing,
                sessions,
                leases,
                work,
                record),
            new WebSocketBrowser(connection));
    viewers.begin(id, viewer);
  }

  /** Nobody comes here past the filters; if somebody does, they see nothing. */
  private static void refuse(Session connection) {
    try {
      connection.close(
          new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "this desktop is not yours"));
    } catch (IOException gone) {
      LOG.log(Level.FINE, "who was refused had left", gone);
    }
  }

  /** Takes messages in parts, so that no length of theirs needs a buffer. */
  @OnMessage
  public void received(ByteBuffer bytes, boolean last) {
    if (viewer != null) {
      viewer.received(bytes);
    }
  }

  /** What a page asks for that wants to know who has control. */
  @OnMessage(maxMessageSize = LONGEST_WORDS)
  public void told(String text) {
    if (viewer != null) {
      viewer.asked(text);
    }
  }

  @OnMessage
  public void ponged(PongMessage pong) {
    if (viewer != null) {
      viewer.heard();
    }
  }

  @OnError
  public void failed(Throwable failure) {
    LOG.log(Level.FINE, "a live view's connection failed", failure);
  }

  @OnClose
  public void close(CloseReason reason) {
    if (viewer != null) {
      viewer.close(reason);
    }
  }

  private static boolean asks(Session connection, String parameter) {
    String value = connection.getRequestParameterMap().getOrDefault(parameter, List.of("")).get(0);
    return value.equals("1") || value.equals("true");
  }
}
