package dev.atelier.feed;

import dev.atelier.BackgroundWork;
import dev.atelier.Caller;
import dev.atelier.Ids;
import dev.atelier.RightsEnded;
import dev.atelier.Standing;
import dev.atelier.control.DriverChanged;
import dev.atelier.cost.CallBooked;
import dev.atelier.cost.CapChanged;
import dev.atelier.feed.Change.Kind;
import dev.atelier.session.SessionChanged;
import dev.atelier.stream.EventStream;
import dev.atelier.task.StepTaken;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Everybody who follows the fleet over server-sent events. Thread-safe. */
@ApplicationScoped
public class FleetStreams {
  private static final Logger LOG = Logger.getLogger(FleetStreams.class.getName());
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
  private static final int ROOM = 10_000;
  private static final String ALL_DESKTOPS = "";

  private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean waking = new AtomicBoolean();
  private final ChangeLog log = new ChangeLog(Ids.next(""), ROOM);
  private final FleetState state;
  private final Standing standing;
  private final BackgroundWork background;

  /** A stream and who follows by it. */
  private record Follower(EventStream stream, Caller caller) {}

  @Inject
  FleetStreams(FleetState state, Standing standing, BackgroundWork background) {
    this.state = state;
    this.standing = standing;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected FleetStreams() {
    this(null, null, null);
  }

  @PostConstruct
  void keepAlive() {
    background.every(KEEP_ALIVE, this::checkAll);
  }

  /**
   * Answers a request with how the fleet stands, or what changed since, and with what changes.
   *
   * @param base the server's address as the caller knows it
   */
  void open(HttpServletRequest request, HttpServletResponse response, URI base) throws IOException {
    Caller caller = Caller.of(request.getUserPrincipal());
    Follower[] holder = new Follower[1];
    EventStream stream =
        EventStream.open(
            request,
            response,
            new FleetEvents(log, state, caller, base, EventStream.lastEventIdAsSent(request)),
            () -> forget(holder[0]));
    holder[0] = new Follower(stream, caller);
    followers.add(holder[0]);
    if (stream.closed()) {
      forget(holder[0]);
    }
    // What changed between the first read and the registration is not missed.
    stream.wake();
  }

  /** How many follow. */
  int followers() {
    return followers.size();
  }

  void sessionChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) SessionChanged change) {
    add(Kind.SESSION, change.session().id(), change.session().id());
  }

  void taskChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) TaskChanged change) {
    taskMoved(change.task());
  }

  void stepTaken(@Observes(during = TransactionPhase.AFTER_SUCCESS) StepTaken taken) {
    taskMoved(taken.task());
  }

  /** What a desktop does and has spent is told with it. */
  private void taskMoved(Task task) {
    add(Kind.TASK, task.sessionId(), task.id());
    add(Kind.SESSION, task.sessionId(), task.sessionId());
  }

  void driverChanged(@Observes DriverChanged change) {
    add(Kind.CONTROL, change.sessionId(), change.sessionId());
    add(Kind.SESSION, change.sessionId(), change.sessionId());
  }

  void callBooked(@Observes(during = TransactionPhase.AFTER_SUCCESS) CallBooked booked) {
    add(Kind.BUDGET, ALL_DESKTOPS, ALL_DESKTOPS);
  }

  void capChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) CapChanged change) {
    add(Kind.BUDGET, ALL_DESKTOPS, ALL_DESKTOPS);
  }

  /** Whose rights have ended, or are others now, does not follow on with the old ones. */
  void rightsEnded(@Observes(during = TransactionPhase.AFTER_SUCCESS) RightsEnded event) {
    checkAll();
  }

  private void add(Kind kind, String sessionId, String id) {
    log.add(kind, sessionId, id);
    if (!followers.isEmpty() && waking.compareAndSet(false, true)) {
      background.run(this::wakeAll);
    }
  }

  /** One thread at a time, however many changes come while a slow follower is being told. */
  private void wakeAll() {
    long seen;
    do {
      seen = log.last();
      try {
        followers.forEach(FleetStreams::wake);
      } finally {
        waking.set(false);
      }
    } while (log.last() > seen && waking.compareAndSet(false, true));
  }

  /** One that fails keeps the others from nothing. */
  private static void wake(Follower follower) {
    try {
      follower.stream().wake();
    } catch (RuntimeException theirs) {
      LOG.log(Level.WARNING, "somebody who follows the fleet could not be told", theirs);
    }
  }

  private void checkAll() {
    if (!followers.isEmpty()) {
      background.run(() -> followers.forEach(this::check));
    }
  }

  private void check(Follower follower) {
    try {
      if (!standing.unchanged(follower.caller())) {
        follower.stream().close();
        return;
      }
    } catch (RuntimeException unknown) {
      LOG.log(Level.WARNING, "whether somebody may still follow is not known", unknown);
    }
    follower.stream().keepAlive();
  }

  private void forget(Follower follower) {
    if (follower != null) {
      followers.remove(follower);
    }
  }
}
