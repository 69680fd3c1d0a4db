package dev.atelier.live;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.Standing;
import dev.atelier.control.ControlHeld;
import dev.atelier.control.ControlLost;
import dev.atelier.control.ControlNeeded;
import dev.atelier.control.Keystrokes;
import dev.atelier.control.LeaseEnded;
import dev.atelier.control.Leases;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.json.InvalidField;
import dev.atelier.json.Json;
import dev.atelier.json.JsonBody;
import dev.atelier.json.MalformedBody;
import dev.atelier.session.DesktopNotReady;
import dev.atelier.session.UnknownSession;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a person types from elsewhere, each message acknowledged: {@code {seq, text or key,
 * lease_id?}} is answered by {@code {seq, ok, duration_ms}} or {@code {seq, ok: false, detail}}.
 * Whoever comes with the ticket that taking control gave need not name the lease. One instance per
 * connection; the container calls it from one thread at a time.
 */
@Dependent
@ServerEndpoint("/sessions/{id}/keystrokes")
public class KeystrokesEndpoint {
  private static final Logger LOG = Logger.getLogger(KeystrokesEndpoint.class.getName());
  private static final int LONGEST_MESSAGE = 64 * 1024;

  @Inject private Standing standing;
  @Inject private Keystrokes keystrokes;
  @Inject private Leases leases;
  @Inject private DrivingTickets tickets;
  private String id;
  private Caller caller;
  private Optional<String> lease = Optional.empty();

  @OnOpen
  public void open(Session connection, @PathParam("id") String session) throws IOException {
    id = session;
    caller = Caller.of(connection.getUserPrincipal());
    if (!mayType()) {
      refuse(connection);
      return;
    }
    lease = tickets.leaseOf(caller);
  }

  private boolean mayType() {
    return caller.sees(id) && caller.may(Role.OPERATOR) && standing.holds(caller, id);
  }

  private static void refuse(Session connection) throws IOException {
    connection.close(
        new CloseReason(CloseReason.CloseCodes.VIOLATED_POLICY, "you may not type here"));
  }

  @OnMessage(maxMessageSize = LONGEST_MESSAGE)
  public void typed(Session connection, String text) throws IOException {
    if (mayType()) {
      connection.getBasicRemote().sendText(Json.write(answer(text)));
    } else {
      refuse(connection);
    }
  }

  private Map<String, Object> answer(String text) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("seq", null);
    try {
      JsonBody message = JsonBody.parse(text);
      answer.put("seq", message.whole("seq", 0, Integer.MAX_VALUE).orElse(null));
      Duration took = keystrokes.type(id, caller.name(), message, lease);
      answer.put("ok", true);
      answer.put("duration_ms", took.toNanos() / 1_000_000.0);
    } catch (ControlHeld
        | ControlLost
        | ControlNeeded
        | LeaseEnded
        | InvalidField
        | InvalidAction
        | MalformedBody
        | DesktopNotReady
        | UnknownSession
        | DesktopException refused) {
      answer.put("ok", false);
      answer.put("detail", refused.getMessage());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      answer.put("ok", false);
      answer.put("detail", "the server is stopping");
    }
    return answer;
  }

  @OnError
  public void failed(Throwable failure) {
    LOG.log(Level.FINE, "a connection for keystrokes failed", failure);
  }

  /** Who came with the ticket of control drove by this connection alone. */
  @OnClose
  public void close() {
    lease.ifPresent(had -> leases.left(id, had));
  }
}
