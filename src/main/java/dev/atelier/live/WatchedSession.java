package dev.atelier.live;

import dev.atelier.Caller;
import dev.atelier.Standing;
import dev.atelier.control.Leases;
import dev.atelier.control.ViewerRecord;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.session.Session;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.Sessions;
import dev.atelier.session.UnknownSession;
import jakarta.websocket.CloseReason;

/**
 * A session's desktop as one viewer may watch it. Thread-safe.
 *
 * @param viewer who watches
 * @param viewOnly whether the viewer asked to look only
 * @param again whether the viewer comes back by itself: that alone wakes no desktop
 */
record WatchedSession(
    String id,
    Caller viewer,
    boolean viewOnly,
    boolean again,
    Standing standing,
    Sessions sessions,
    Leases leases,
    ViewerRecord record)
    implements Watched {

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
  public boolean mayDrive() {
    return !viewOnly && leases.current(id).isEmpty();
  }

  @Override
  public void noteInput() {
    record.input(id, viewer.name());
  }

  @Override
  public void noteLeft() {
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
