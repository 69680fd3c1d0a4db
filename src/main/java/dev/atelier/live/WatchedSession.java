package dev.atelier.live;

import dev.atelier.control.Leases;
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
 * @param viewOnly whether the viewer asked to look only
 * @param again whether the viewer comes back by itself: that alone wakes no desktop
 */
record WatchedSession(String id, boolean viewOnly, boolean again, Sessions sessions, Leases leases)
    implements Watched {

  @Override
  public DesktopStream open() throws InterruptedException {
    Session session = sessions.get(id);
    boolean awake =
        session.status() == SessionStatus.READY || session.status() == SessionStatus.STARTING;
    if (again && !awake) {
      throw new DesktopException("the desktop has stopped meanwhile");
    }
    return sessions.viewerStream(id);
  }

  @Override
  public boolean mayDrive() {
    return !viewOnly && leases.current(id).isEmpty();
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
