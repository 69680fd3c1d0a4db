package dev.atelier.session;

import dev.atelier.BackgroundWork;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.DesktopState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** Brings the record and the runtime together again after the server was stopped or killed. */
@ApplicationScoped
public class Recovery {
  private static final Logger LOG = Logger.getLogger(Recovery.class.getName());
  private static final String VANISHED =
      "the desktop was gone when the server started; its files are kept, and it starts again when"
          + " it is opened";
  private static final String NEVER_READY = "the server was stopped while this desktop was made";

  private static final Duration RETRY = Duration.ofSeconds(30);

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
    recoverable(before).forEach((runtime, there) -> background.run(() -> recover(runtime, there)));
    byRuntime(toPurge)
        .values()
        .forEach(
            there ->
                background.run(() -> there.forEach(session -> removals.untilGone(session, true))));
  }

  /** A runtime that is silent does not keep the desktops of others waiting. */
  private static Map<String, List<Session>> byRuntime(List<Session> sessions) {
    return sessions.stream()
        .collect(Collectors.groupingBy(Session::runtime, TreeMap::new, Collectors.toList()));
  }

  void recover(List<Session> sessions) {
    recoverable(sessions).forEach(this::recover);
  }

  /** The sessions of each runtime, and those runtimes too that have none any more. */
  private Map<String, List<Session>> recoverable(List<Session> sessions) {
    Map<String, List<Session>> there = byRuntime(sessions);
    runtimes.placeable().forEach(each -> there.putIfAbsent(each.name(), List.of()));
    return there;
  }

  private void recover(String runtime, List<Session> sessions) {
    recover(runtime, sessions, Optional.empty());
  }

  /**
   * Asks one runtime once for all its desktops; one that is silent is asked again later.
   *
   * @param told what its desktops were told to be stopped for the last time
   */
  private void recover(String runtime, List<Session> sessions, Optional<String> told) {
    Optional<String> silence = silenceOf(runtime);
    if (silence.isPresent()) {
      if (told.isEmpty()) {
        LOG.warning(() -> "desktops of " + runtime + " cannot be looked for: " + silence.get());
        sessions.forEach(session -> stopQuietly(session.id(), silence.get()));
      }
      background.later(
          RETRY, () -> background.run(() -> recover(runtime, sessions, told.or(() -> silence))));
      return;
    }
    for (Session session : sessions) {
      try {
        inTurn(session.id(), present -> recover(present, told));
      } catch (RuntimeException unreachable) {
        LOG.log(Level.WARNING, unreachable, () -> session.id() + " cannot be looked for");
        stopQuietly(session.id(), unreachable.getMessage());
      }
    }
    removeLeftovers(runtime);
  }

  private Optional<String> silenceOf(String runtime) {
    try {
      var unused = runtimes.named(runtime).desktops();
      return Optional.empty();
    } catch (DesktopException silent) {
      return Optional.of(String.valueOf(silent.getMessage()));
    }
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

  private void recover(Session session, Optional<String> told) {
    Optional<String> problem = session.problem().filter(text -> !told.equals(Optional.of(text)));
    DesktopState state = runtimes.named(session.runtime()).state(session.id());
    switch (state) {
      case RUNNING -> open.wake(session.id());
      case PAUSED -> {
        if (session.status() == SessionStatus.STARTING) {
          // Held still while it went back to a snapshot: it goes on from there.
          open.wake(session.id());
        } else {
          records.change(
              session.id(), "session.found", "server", s -> s.with(SessionStatus.PAUSED));
        }
      }
      case STOPPED, MISSING -> {
        if (session.everReady()) {
          stopped(session, problem.orElse(state == DesktopState.MISSING ? VANISHED : ""));
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
  private void removeLeftovers(String name) {
    try {
      DesktopRuntime runtime = runtimes.named(name);
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
