package dev.atelier.live;

import dev.atelier.BackgroundWork;
import dev.atelier.RightsEnded;
import dev.atelier.control.DriverChanged;
import dev.atelier.session.DesktopUses;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.SessionStatus;
import dev.atelier.task.TaskChanged;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Every live view there is. Ends those whose browser or desktop has gone. Thread-safe. */
@ApplicationScoped
public class Viewers {
  private static final Logger LOG = Logger.getLogger(Viewers.class.getName());
  private static final Duration LET_GO_LIMIT = Duration.ofSeconds(1);
  private static final Duration PING_EVERY = Duration.ofSeconds(5);
  private static final Duration CHECK_EVERY = Duration.ofSeconds(20);

  private final Map<Viewer, String> sessionOf = new ConcurrentHashMap<>();
  private final DesktopUses uses;
  private final BackgroundWork background;
  private final Future<?> checks;
  private final Future<?> pings;

  @Inject
  Viewers(DesktopUses uses, BackgroundWork background) {
    this.uses = uses;
    this.background = background;
    this.checks = background.every(CHECK_EVERY, this::checkAll);
    this.pings = background.every(PING_EVERY, this::pingDrivers);
  }

  /** For CDI's proxy only. */
  protected Viewers() {
    uses = null;
    background = null;
    checks = null;
    pings = null;
  }

  /** Lets a viewer watch, on a thread of its own; the desktop stays awake meanwhile. */
  void begin(String sessionId, Viewer viewer) {
    sessionOf.put(viewer, sessionId);
    background.run(
        () -> {
          try (DesktopUses.Use watching = uses.begin(sessionId)) {
            viewer.run();
          } finally {
            sessionOf.remove(viewer);
          }
        });
  }

  /** How many views are open. */
  public int count() {
    return sessionOf.size();
  }

  /** Nobody goes on looking at a desktop that has been deleted, stopped or paused. */
  void sessionChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionChanged change) {
    String id = change.session().id();
    SessionStatus status = change.session().status();
    if (change.type().equals("session.deleted") || change.type().equals("session.purged")) {
      closeAll(id, CloseCause.NO_SUCH_DESKTOP.because("this desktop was deleted"));
    } else if (status == SessionStatus.STOPPED
        || status == SessionStatus.PAUSED
        || status == SessionStatus.FAILED) {
      closeAll(id, Ended.reason(change.session()));
    }
  }

  /** Returns when nothing is held any more that somebody held who drove before; bounded. */
  void driverChanged(@Observes DriverChanged change) {
    List<Viewer> watching = watching(change.sessionId());
    List<Viewer> holding = watching.stream().filter(Viewer::holds).toList();
    CountDownLatch loose = new CountDownLatch(holding.size());
    holding.forEach(viewer -> background.run(() -> letGo(viewer, loose)));
    try {
      if (!loose.await(LET_GO_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.FINE, "{0}: not all is let go of yet", change.sessionId());
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
    watching.forEach(viewer -> background.run(viewer::tellControl));
  }

  /** A task that asks for somebody still has control, but is not at work. */
  void taskChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) TaskChanged change) {
    watching(change.task().sessionId()).forEach(viewer -> background.run(viewer::tellControl));
  }

  private List<Viewer> watching(String sessionId) {
    return sessionOf.entrySet().stream()
        .filter(entry -> entry.getValue().equals(sessionId))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void letGo(Viewer viewer, CountDownLatch loose) {
    try {
      viewer.letGo();
    } finally {
      loose.countDown();
    }
  }

  private void pingDrivers() {
    sessionOf.keySet().forEach(viewer -> background.run(viewer::pingDriver));
  }

  /** Whose rights have ended does not look on until the next check. */
  void rightsEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) RightsEnded event) {
    checkAll();
  }

  private void closeAll(String sessionId, CloseReason reason) {
    sessionOf.forEach(
        (viewer, id) -> {
          if (id.equals(sessionId)) {
            background.run(() -> viewer.close(reason));
          }
        });
  }

  private void checkAll() {
    sessionOf.keySet().forEach(viewer -> background.run(viewer::check));
  }

  @PreDestroy
  void stop() {
    checks.cancel(false);
    pings.cancel(false);
    sessionOf
        .keySet()
        .forEach(viewer -> viewer.close(CloseCause.SERVER_STOPS.because("the server stops")));
  }
}
