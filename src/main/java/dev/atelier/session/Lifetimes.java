package dev.atelier.session;

import dev.atelier.desktop.DesktopException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deletes desktops that were made for a time when it is over, also when that was while the server
 * did not run. Thread-safe.
 */
@ApplicationScoped
public class Lifetimes {
  private static final Logger LOG = Logger.getLogger(Lifetimes.class.getName());
  private static final String OVER = "the desktop was made for a time, which is over";

  private final Sessions sessions;
  private final SessionRecords records;
  private final Clock clock;

  @Inject
  Lifetimes(Sessions sessions, SessionRecords records, Clock clock) {
    this.sessions = sessions;
    this.records = records;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Lifetimes() {
    this(null, null, null);
  }

  /**
   * Lets a desktop live so long from now on; empty is for good.
   *
   * @throws UnknownSession when there is none of that id
   */
  public Session change(String id, Optional<Duration> life, String actor) {
    Optional<Instant> end = life.map(clock.instant()::plus);
    return records
        .change(id, "session.lifetime_changed", actor, session -> session.endingAt(end))
        .orElseThrow(() -> new UnknownSession(id));
  }

  /** Deletes those whose time is over, with their homes. */
  void look() {
    List<Session> over = records.all().stream().filter(this::isOver).toList();
    for (Session session : over) {
      try {
        sessions.delete(session.id(), true, "server", OVER);
      } catch (UnknownSession already) {
        LOG.log(Level.FINE, already, () -> session.id() + " was deleted by somebody else");
      } catch (DesktopException later) {
        LOG.log(Level.WARNING, later, () -> session.id() + " is deleted but not yet removed");
      }
    }
  }

  private boolean isOver(Session session) {
    return session.expiresAt().filter(end -> !clock.instant().isBefore(end)).isPresent();
  }
}
