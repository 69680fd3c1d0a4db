package dev.atelier.session;

import dev.atelier.BackgroundWork;
import dev.atelier.desktop.DesktopDriver;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reacts to a lost connection: asks, until it stands again, whether the desktop has ended. One that
 * runs and cannot be seen for long is ended: nothing on it can be reached any more.
 */
final class LossWatcher implements DesktopDriver.Watcher {
  private static final Logger LOG = Logger.getLogger(LossWatcher.class.getName());

  /** When to look; the last again and again. */
  private static final List<Duration> LOOKS =
      List.of(Duration.ZERO, Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofSeconds(6));

  /** By then a VNC server that crashed has been started again, if it can be. */
  private static final int LOOKS_UNTIL_TOLD = 3;

  private static final int LOOKS_UNTIL_ENDED = 7;
  private static final String UNSEEN =
      "the desktop's screen does not answer; it is being tried again";

  private final String id;
  private final Connection connection;
  private final SessionRecords records;
  private final Endings endings;
  private final Turns turns;
  private final BackgroundWork background;

  /** The connection that is watched. */
  interface Connection {
    /** Whether it is still the desktop's. */
    boolean isHeld();

    /** Whether it is the desktop's, and does not stand. */
    boolean isLost();

    void letGo();

    /** Gives the screen the size that its session has. */
    void resizeTo(Session session);
  }

  LossWatcher(
      String id,
      Connection connection,
      SessionRecords records,
      Endings endings,
      Turns turns,
      BackgroundWork background) {
    this.id = id;
    this.connection = connection;
    this.records = records;
    this.endings = endings;
    this.turns = turns;
    this.background = background;
  }

  @Override
  public void lost(String reason) {
    LOG.info(() -> id + ": connection to the desktop lost: " + reason);
    look(0, 0);
  }

  /** {@code running} counts how often it was seen to run since the connection was lost. */
  private void look(int attempt, int running) {
    if (connection.isLost()) {
      Duration wait = LOOKS.get(Math.min(attempt, LOOKS.size() - 1));
      background.later(wait, () -> background.run(() -> lookNow(attempt, running)));
    }
  }

  private void lookNow(int attempt, int running) {
    try {
      boolean over =
          turns.in(
              id,
              () ->
                  !connection.isHeld()
                      || records.find(id).map(session -> isOver(session, running)).orElse(true));
      if (!over) {
        look(attempt + 1, running + 1);
      }
    } catch (RuntimeException silent) {
      LOG.log(Level.FINE, silent, () -> id + " cannot be asked after");
      look(attempt + 1, running);
    }
  }

  /** Whether there is nothing left to watch; then it is started when next needed. */
  private boolean isOver(Session session, int running) {
    try {
      if (endings.find(session) == DesktopState.RUNNING) {
        if (!connection.isLost() || running < LOOKS_UNTIL_TOLD) {
          return false;
        }
        if (running < LOOKS_UNTIL_ENDED) {
          tell(UNSEEN);
          return false;
        }
        LOG.warning(() -> id + " is stopped: it runs, but its screen does not answer");
        endings.endUnseen(session);
      }
    } catch (DesktopException silent) {
      tell(silent.getMessage());
      throw silent;
    }
    connection.letGo();
    return true;
  }

  /** Told once: the words of an engine that is down may differ from look to look. */
  private void tell(String problem) {
    records.change(
        id,
        "session.unreachable",
        "server",
        s ->
            s.problem().isPresent() || !connection.isLost()
                ? s
                : s.with(s.status(), Optional.ofNullable(problem)));
  }

  /** A VNC server that was started again has the size that its desktop was made with. */
  @Override
  public void restored() {
    LOG.info(() -> id + ": connection to the desktop restored");
    background.run(
        () ->
            turns.run(
                id,
                () -> {
                  records.change(
                      id,
                      "session.found",
                      "server",
                      s -> s.status() == SessionStatus.READY ? s.with(SessionStatus.READY) : s);
                  records.find(id).ifPresent(connection::resizeTo);
                }));
  }
}
