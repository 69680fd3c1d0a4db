package dev.atelier.panel;

import dev.atelier.BackgroundWork;
import dev.atelier.MadeAtStart;
import dev.atelier.control.DriverChanged;
import dev.atelier.cost.CallBooked;
import dev.atelier.cost.CapChanged;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.Sessions;
import dev.atelier.task.StepTaken;
import dev.atelier.task.TaskChanged;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells the panels of awake desktops what changes: at once, but each at most once a second; and
 * every half minute that it still is so. On threads of its own: whoever causes a change never waits
 * for a desktop, and hears of no failure. Thread-safe.
 */
@ApplicationScoped
public class Panels implements MadeAtStart {
  private static final Logger LOG = Logger.getLogger(Panels.class.getName());
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration REFRESH = Duration.ofSeconds(30);

  /** What a desktop's line is that was told, or is being told, within the last second. */
  private enum Told {
    LATEST,
    /** It changed since, and is told again when the second is over. */
    OUTDATED
  }

  private final ConcurrentMap<String, Told> recent = new ConcurrentHashMap<>();
  private final Sessions sessions;
  private final PanelLine line;
  private final BackgroundWork background;

  @Inject
  Panels(Sessions sessions, PanelLine line, BackgroundWork background) {
    this.sessions = sessions;
    this.line = line;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected Panels() {
    this(null, null, null);
  }

  @PostConstruct
  void begin() {
    var unused = background.every(REFRESH, this::refresh);
  }

  void refresh() {
    sessions.awake().forEach(this::changed);
  }

  void sessionChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionChanged change) {
    changed(change.session().id());
  }

  void taskChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) TaskChanged change) {
    changed(change.task().sessionId());
  }

  void stepTaken(@Observes(during = TransactionPhase.AFTER_SUCCESS) StepTaken taken) {
    changed(taken.task().sessionId());
  }

  void driverChanged(@Observes DriverChanged change) {
    changed(change.sessionId());
  }

  void callBooked(@Observes(during = TransactionPhase.AFTER_SUCCESS) CallBooked booked) {
    changed(booked.call().sessionId());
  }

  void capChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) CapChanged change) {
    background.run(this::refresh);
  }

  private void changed(String id) {
    if (recent.merge(id, Told.LATEST, (before, now) -> Told.OUTDATED) == Told.LATEST) {
      tellIn(Duration.ZERO, id);
    }
  }

  private void tellIn(Duration time, String id) {
    background.later(time, () -> background.run(() -> tell(id)));
  }

  private void tell(String id) {
    long begin = System.nanoTime();
    try {
      if (sessions.isAwake(id)) {
        sessions.tell(id, line.of(id));
      }
    } catch (RuntimeException untold) {
      LOG.log(Level.FINE, untold, () -> id + ": the panel could not be told");
    } finally {
      Duration left = BETWEEN.minusNanos(System.nanoTime() - begin);
      background.later(left.isNegative() ? Duration.ZERO : left, () -> mayBeTold(id));
    }
  }

  private void mayBeTold(String id) {
    Told again =
        recent.computeIfPresent(id, (key, told) -> told == Told.OUTDATED ? Told.LATEST : null);
    if (again != null) {
      tellIn(Duration.ZERO, id);
    }
  }
}
