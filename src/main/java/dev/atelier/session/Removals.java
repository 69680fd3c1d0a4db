package dev.atelier.session;

import dev.atelier.BackgroundWork;
import dev.atelier.CrashPoint;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes the desktops of deleted sessions away, however often that must be tried. Thread-safe. */
@ApplicationScoped
class Removals {
  private static final Logger LOG = Logger.getLogger(Removals.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final SessionRecords records;
  private final DesktopRuntimes runtimes;
  private final Turns turns;
  private final Iterable<SessionWork> work;
  private final BackgroundWork background;

  @Inject
  Removals(
      SessionRecords records,
      DesktopRuntimes runtimes,
      Turns turns,
      Instance<SessionWork> work,
      BackgroundWork background) {
    this(records, runtimes, turns, (Iterable<SessionWork>) work, background);
  }

  Removals(
      SessionRecords records,
      DesktopRuntimes runtimes,
      Turns turns,
      Iterable<SessionWork> work,
      BackgroundWork background) {
    this.records = records;
    this.runtimes = runtimes;
    this.turns = turns;
    this.work = work;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected Removals() {
    this(null, null, null, List.of(), null);
  }

  /**
   * Removes the desktop now, and in the background what is left then.
   *
   * @throws DesktopException when the engine does not do so at once
   */
  void remove(Session session, boolean purgeHome) {
    try {
      removeInTurn(session, purgeHome);
    } catch (DesktopException refused) {
      later(session, purgeHome);
      throw refused;
    } catch (RuntimeException unfinished) {
      tellAndRetry(session, purgeHome, unfinished);
    }
  }

  /** Removes the desktop; what cannot be removed now is tried again until it is gone. */
  void untilGone(Session session, boolean purgeHome) {
    try {
      removeInTurn(session, purgeHome);
    } catch (RuntimeException unfinished) {
      tellAndRetry(session, purgeHome, unfinished);
    }
  }

  private void removeInTurn(Session session, boolean purgeHome) {
    turns.run(
        session.id(),
        () -> {
          runtimes.named(session.runtime()).remove(session.id(), purgeHome);
          CrashPoint.passed("delete-removed");
          if (purgeHome) {
            work.forEach(each -> each.forget(session.id()));
            records.purged(session.id());
          }
        });
  }

  private void tellAndRetry(Session session, boolean purgeHome, RuntimeException unfinished) {
    LOG.log(Level.WARNING, unfinished, () -> session.id() + " is deleted but not yet removed");
    later(session, purgeHome);
  }

  private void later(Session session, boolean purgeHome) {
    background.later(RETRY, () -> background.run(() -> untilGone(session, purgeHome)));
  }
}
