package dev.atelier.panel;

import dev.atelier.BackgroundWork;
import dev.atelier.MadeAtStart;
import dev.atelier.cost.CallBooked;
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
 * Tells the panels of awake desktops what changes: each at most once a second, and every half
 * minute that it still is so. On threads of its own: whoever causes a change never waits for a
 * desktop, and hears of no failure. Thread-safe.
 */
@ApplicationScoped
public class Panels implements MadeAtStart {
  private static final Logger LOG = Logger.getLogger(Panels.class.getName());
  private static final Duration GATHERING = Duration.ofSeconds(1);
  private static final Duration REFRESH = Duration.ofSeconds(30);

  /** What becomes of a desktop's line at this moment. */
  private enum Turn {
    GATHERING,
    TELLING,
    /** It changed again while it was being told. */
    OUTDATED
  }

  private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();
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

  void callBooked(@Observes(during = TransactionPhase.AFTER_SUCCESS) CallBooked booked) {
    changed(booked.call().sessionId());
  }

  /** A little later, as changes seldom come alone. */
  private void changed(String id) {
    turns.compute(
        id,
        (key, turn) -> {
          if (turn == null) {
            tellLater(id);
            return Turn.GATHERING;
          }
          return turn == Turn.GATHERING ? turn : Turn.OUTDATED;
        });
  }

  private void tellLater(String id) {
    background.later(GATHERING, () -> background.run(() -> tell(id)));
  }

  private void tell(String id) {
    turns.put(id, Turn.TELLING);
    try {
      if (sessions.isAwake(id)) {
        sessions.tell(id, line.of(id));
      }
    } catch (RuntimeException untold) {
      LOG.log(Level.FINE, untold, () -> id + ": the panel could not be told");
    } finally {
      turns.compute(id, (key, turn) -> turn == Turn.OUTDATED ? again(id) : null);
    }
  }

  private Turn again(String id) {
    tellLater(id);
    return Turn.GATHERING;
  }
}
