package dev.atelier.live;

import dev.atelier.Caller;
import dev.atelier.NotAllowed;
import dev.atelier.Standing;
import dev.atelier.control.ControlHeld;
import dev.atelier.control.ControlView;
import dev.atelier.control.LeaseEnded;
import dev.atelier.control.Leases;
import dev.atelier.control.ViewerRecord;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.json.InvalidField;
import dev.atelier.json.Json;
import dev.atelier.json.JsonBody;
import dev.atelier.json.MalformedBody;
import dev.atelier.session.Session;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.SessionWork;
import dev.atelier.session.Sessions;
import dev.atelier.session.UnknownSession;
import jakarta.websocket.CloseReason;
import java.util.Map;
import java.util.Optional;

/**
 * A session's desktop as one viewer may watch it. Thread-safe.
 *
 * @param viewer who watches
 * @param steering what the viewer has of its control
 * @param tells whether the viewer's page wants to know who has control
 * @param again whether the viewer comes back by itself: that alone wakes no desktop
 * @param work tells what the assistant does there
 */
record WatchedSession(
    String id,
    Caller viewer,
    Steering steering,
    boolean tells,
    boolean again,
    Standing standing,
    Sessions sessions,
    Leases leases,
    Iterable<SessionWork> work,
    ViewerRecord record)
    implements Watched {
  private static final int LONGEST_NOTE = 2000;

  @Override
  public DesktopStream open() throws InterruptedException {
    Session session = sessions.get(id);
    boolean awake =
        session.status() == SessionStatus.READY || session.status() == SessionStatus.STARTING;
    if (again && !awake) {
      throw new DesktopException("the desktop has stopped meanwhile");
    }
    DesktopStream stream = sessions.viewerStream(id);
    record.joined(id, viewer.name());
    return stream;
  }

  @Override
  public boolean mayStay() {
    return standing.holds(viewer, id);
  }

  @Override
  public Wheel wheel() {
    return steering;
  }

  @Override
  public boolean drives() {
    return steering.drives();
  }

  @Override
  public void heard() {
    steering.beat();
  }

  @Override
  public Optional<String> control() {
    return tells ? Optional.of(Json.write(state())) : Optional.empty();
  }

  private Map<String, Object> state() {
    Map<String, Object> state = ControlView.of(leases.state(id));
    state.put("you", steering.drives());
    state.put("may_drive", steering.mayDrive());
    status().ifPresent(status -> state.put("task_status", status));
    steering.leaseId().ifPresent(lease -> state.put("lease_id", lease));
    return state;
  }

  /** Of the task at work, whether it drives or waits for somebody. */
  private Optional<String> status() {
    for (SessionWork each : work) {
      Optional<String> status = each.on(id).map(SessionWork.Current::status);
      if (status.isPresent()) {
        return status;
      }
    }
    return Optional.empty();
  }

  /** Takes {@code {"control":"take|hand_back","lease_id"?,"note"?}}. */
  @Override
  public Optional<String> asked(String text) {
    try {
      JsonBody json = JsonBody.parse(text);
      Optional<String> known = json.text("lease_id", 1, 100);
      String note = json.text("note", 0, LONGEST_NOTE).orElse("");
      switch (json.requiredText("control", 1, 20)) {
        case "take" -> take(known);
        case "hand_back" -> steering.handBack(note.strip());
        default -> throw new InvalidField("control", "must be take or hand_back");
      }
      // Who comes back to a lease that is theirs changes nothing of which everybody is told.
      return control();
    } catch (ControlHeld | LeaseEnded | NotAllowed | InvalidField | MalformedBody refused) {
      return Optional.of(Json.write(Map.of("error", refused.getMessage())));
    }
  }

  private void take(Optional<String> known) {
    if (!steering.mayDrive() || !standing.holds(viewer, id)) {
      throw new NotAllowed("this page may only watch the desktop");
    }
    steering.take(known);
  }

  @Override
  public void noteLeft() {
    steering.left();
    record.left(id, viewer.name());
  }

  @Override
  public CloseReason whyEnded() {
    try {
      return Ended.reason(sessions.get(id));
    } catch (UnknownSession gone) {
      return CloseCause.NO_SUCH_DESKTOP.because("there is no such desktop");
    }
  }
}
