package dev.atelier.session;

import dev.atelier.BackgroundWork;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.DesktopState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Brings the record and the runtime together again after the server was stopped or killed. */
@ApplicationScoped
public class Recovery {
  private static final Logger LOG = Logger.getLogger(Recovery.class.getName());
  private static final String VANISHED =
      "the desktop was gone when the server started; its files are kept, and it starts again when"
          + " it is opened";
  private static final String NEVER_READY = "the server was stopped while this desktop was made";

  private final SessionRecords records;
  private final OpenDesktops open;
  private final DesktopRuntimes runtimes;
  private final Turns turns;
  private final Removals removals;
  private final BackgroundWork background;

  @Inject
  Recovery(
      SessionRecords records,
      OpenDesktops open,
      DesktopRuntimes runtimes,
      Turns turns,
      Removals removals,
      BackgroundWork background) {
    this.records = records;
    this.open = open;
    this.runtimes = runtimes;
    this.turns = turns;
    this.removals = removals;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected Recovery() {
    this(null, null, null, null, null, null);
  }

  /**
   * Finds every desktop that is on record now, in the background, connects those that still run,
   * and ends the purges that are on record. Call before any request is served: what is made later
   * needs no recovery.
   */
  public void begin() {
    List<Session> before = records.all();
    List<Session> toPurge = records.toPurge();
    background.run(() -> recover(before));
    background.run(() -> toPurge.forEach(session -> removals.untilGone(session, true)));
  }

  void recover(List<Session> sessions) {
    Set<String> answering = new HashSet<>();
    for (Session session : sessions) {
      try {
        if (answering.add(session.runtime())) {
          var unused = runtimes.named(session.runtime()).desktops();
        }
        inTurn(session.id(), this::recover);
      } catch (RuntimeException unreachable) {
        answering.remove(session.runtime());
        LOG.log(Level.WARNING, unreachable, () -> session.id() + " cannot be looked for");
        stopQuietly(session.id(), unreachable.getMessage());
      }
    }
    removeLeftovers();
  }

  /** One desktop that cannot be written down does not keep the others from being found. */
  private void stopQuietly(String id, String why) {
    try {
      inTurn(id, present -> stopped(present, why));
    } catch (RuntimeException unwritten) {
      LOG.log(Level.WARNING, unwritten, () -> id + " could not be shown as stopped");
    }
  }

  /**
   * What the record says by then counts, and whoever uses the desktop already needs no recovery: a
   * start that is under way has the turn, and is not waited for.
   */
  private void inTurn(String id, Consumer<Session> work) {
    if (open.holds(id)) {
      return;
    }
    turns.run(
        id,
        () -> {
          if (!open.holds(id)) {
            records.find(id).ifPresent(work);
          }
        });
  }

  private void recover(Session session) {
    DesktopState state = runtimes.named(session.runtime()).state(session.id());
    switch (state) {
      case RUNNING -> open.wake(session.id());
      case PAUSED ->
          records.change(
              session.id(), "session.found", "server", s -> s.with(SessionStatus.PAUSED));
      case STOPPED, MISSING -> {
        if (session.everReady()) {
          stopped(session, session.problem().orElse(state == DesktopState.MISSING ? VANISHED : ""));
        } else {
          removeNeverReady(session);
        }
      }
    }
  }

  private void stopped(Session session, String why) {
    Optional<String> problem = Optional.ofNullable(why).filter(text -> !text.isEmpty());
    records.change(
        session.id(), "session.stopped", "server", s -> s.with(SessionStatus.STOPPED, problem));
  }

  private void removeNeverReady(Session session) {
    runtimes.named(session.runtime()).remove(session.id(), true);
    records.change(
        session.id(),
        "session.failed",
        "server",
        s -> s.with(SessionStatus.FAILED, Optional.of(s.problem().orElse(NEVER_READY))));
  }

  /** Ends deletions that a crash cut short: desktops whose session is known to be gone. */
  private void removeLeftovers() {
    DesktopRuntime runtime = runtimes.standard();
    try {
      for (String id : runtime.desktops().keySet()) {
        if (records.find(id).isEmpty() && records.known(id)) {
          LOG.info(() -> id + " was deleted before the server stopped; removing what is left");
          turns.run(id, () -> runtime.remove(id, false));
        }
      }
    } catch (DesktopException unreachable) {
      LOG.log(Level.WARNING, "leftovers could not be looked for", unreachable);
    }
  }
}
