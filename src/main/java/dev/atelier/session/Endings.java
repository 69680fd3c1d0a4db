package dev.atelier.session;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.DesktopState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds out whether desktops have ended, and puts it on record. Only within a desktop's turn.
 * Thread-safe.
 */
@ApplicationScoped
class Endings {
  private static final Logger LOG = Logger.getLogger(Endings.class.getName());
  private static final String UNSEEN =
      "the desktop's screen did not answer any more; it was stopped, and starts when it is next"
          + " needed; its files are kept";

  private final SessionRecords records;
  private final DesktopRuntimes runtimes;

  @Inject
  Endings(SessionRecords records, DesktopRuntimes runtimes) {
    this.records = records;
    this.runtimes = runtimes;
  }

  /** For CDI's proxy only. */
  protected Endings() {
    this(null, null);
  }

  /**
   * Puts on record how the desktop is if it does not run.
   *
   * @return how it is
   * @throws DesktopException when its engine is silent
   */
  DesktopState find(Session session) {
    DesktopRuntime runtime = runtimes.named(session.runtime());
    DesktopState state = runtime.state(session.id());
    switch (state) {
      case RUNNING -> {}
      case PAUSED -> record(session.id(), SessionStatus.PAUSED, Optional.empty());
      case STOPPED, MISSING ->
          record(
              session.id(),
              SessionStatus.STOPPED,
              runtime
                  .whyStopped(session.id())
                  .or(() -> Optional.of("the desktop ended; its files are kept")));
    }
    return state;
  }

  /** As {@link #find}, when there is something else to tell than that the engine is silent. */
  void settle(Session session) {
    try {
      var unused = find(session);
    } catch (DesktopException silent) {
      LOG.log(Level.FINE, silent, () -> session.id() + " cannot be asked after");
    }
  }

  /** Ends a desktop that runs, but shows nothing any more. */
  void endUnseen(Session session) {
    runtimes.named(session.runtime()).stop(session.id());
    record(session.id(), SessionStatus.STOPPED, Optional.of(UNSEEN));
  }

  private void record(String id, SessionStatus status, Optional<String> why) {
    records.change(
        id,
        status == SessionStatus.PAUSED ? "session.paused" : "session.stopped",
        "server",
        s -> s.status() == status ? s : s.with(status, why));
  }
}
