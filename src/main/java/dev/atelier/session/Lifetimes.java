package dev.atelier.session;

import dev.atelier.desktop.DesktopException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deletes desktops that were made for a time when it is over, also when that was while the server
 * did not run. Thread-safe.
 */
@ApplicationScoped
public class Lifetimes implements Care {
  private static final Logger LOG = Logger.getLogger(Lifetimes.class.getName());
  private static final Duration PERIOD = Duration.ofSeconds(5);
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

  @Override
  public Duration period() {
    return PERIOD;
  }

  /** Deletes one whose time is over, with its home, unless it has been given more by then. */
  @Override
  public void look(Session session) {
    if (isOver(session)) {
      try {
        sessions.end(session.id(), this::isOver, OVER);
      } catch (DesktopException later) {
        LOG.log(Level.WARNING, later, () -> session.id() + " is deleted but not yet removed");
      }
    }
  }

  private boolean isOver(Session session) {
    return session.expiresAt().filter(end -> !clock.instant().isBefore(end)).isPresent();
  }
}
