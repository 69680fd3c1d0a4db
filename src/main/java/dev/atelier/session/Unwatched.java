package dev.atelier.session;

import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.DesktopState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * Looks after desktops to which no connection is held, so that nobody would notice what becomes of
 * them: one that sleeps may have ended, one that failed may run on. Thread-safe.
 */
@ApplicationScoped
class Unwatched implements Care {
  private static final Duration PERIOD = Duration.ofSeconds(30);

  private final SessionRecords records;
  private final OpenDesktops open;
  private final DesktopRuntimes runtimes;
  private final Endings endings;
  private final Turns turns;

  @Inject
  Unwatched(
      SessionRecords records,
      OpenDesktops open,
      DesktopRuntimes runtimes,
      Endings endings,
      Turns turns) {
    this.records = records;
    this.open = open;
    this.runtimes = runtimes;
    this.endings = endings;
    this.turns = turns;
  }

  /** For CDI's proxy only. */
  protected Unwatched() {
    this(null, null, null, null, null);
  }

  @Override
  public Duration period() {
    return PERIOD;
  }

  @Override
  public void look(Session session) {
    if (isCase(session)) {
      turns.run(
          session.id(),
          () -> records.find(session.id()).filter(this::isCase).ifPresent(this::mend));
    }
  }

  private boolean isCase(Session session) {
    return !open.holds(session.id()) && session.status() != SessionStatus.STOPPED;
  }

  private void mend(Session session) {
    switch (session.status()) {
      case READY -> {
        if (endings.find(session) == DesktopState.RUNNING) {
          open.wake(session.id());
        }
      }
      case PAUSED -> {
        var unused = endings.find(session);
      }
      case STARTING -> open.wake(session.id());
      case FAILED -> {
        if (runtimes.named(session.runtime()).state(session.id()) == DesktopState.RUNNING) {
          end(session);
        }
      }
      case STOPPED -> {}
    }
  }

  /** What never showed a frame is not worth keeping. */
  private void end(Session session) {
    DesktopRuntime runtime = runtimes.named(session.runtime());
    if (session.everReady()) {
      runtime.stop(session.id());
    } else {
      runtime.remove(session.id(), true);
    }
  }
}
