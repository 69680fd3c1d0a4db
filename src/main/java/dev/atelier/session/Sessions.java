package dev.atelier.session;

import dev.atelier.CrashPoint;
import dev.atelier.Ids;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopCopies;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopFiles;
import dev.atelier.desktop.DesktopFocus;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.EngineReport;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.desktop.UnknownDesktopRuntime;
import dev.atelier.desktop.UnknownEngine;
import dev.atelier.json.InvalidField;
import dev.atelier.session.DesktopOrigins.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The teammates' desktops: made, found, woken and deleted. Thread-safe. */
@ApplicationScoped
public class Sessions implements Desktops {
  /** How long whoever makes a desktop waits for its first frame, at most. */
  public static final Duration READY_LIMIT = Duration.ofSeconds(30);

  private static final Logger LOG = Logger.getLogger(Sessions.class.getName());
  private static final Duration WAKE_LIMIT = Duration.ofSeconds(30);

  private final SessionRecords records;
  private final OpenDesktops open;
  private final DesktopRuntimes runtimes;
  private final Turns turns;
  private final Removals removals;
  private final Admission admission;
  private final HomeSizes homes;
  private final Endings endings;
  private final Iterable<SessionWork> work;
  private final Iterable<DesktopOrigins> origins;
  private final Clock clock;

  @Inject
  Sessions(
      SessionRecords records,
      OpenDesktops open,
      DesktopRuntimes runtimes,
      Turns turns,
      Removals removals,
      Admission admission,
      HomeSizes homes,
      Endings endings,
      Instance<SessionWork> work,
      Instance<DesktopOrigins> origins,
      Clock clock) {
    this(
        records,
        open,
        runtimes,
        turns,
        removals,
        admission,
        homes,
        endings,
        (Iterable<SessionWork>) work,
        (Iterable<DesktopOrigins>) origins,
        clock);
  }

  Sessions(
      SessionRecords records,
      OpenDesktops open,
      DesktopRuntimes runtimes,
      Turns turns,
      Removals removals,
      Admission admission,
      HomeSizes homes,
      Endings endings,
      Iterable<SessionWork> work,
      Iterable<DesktopOrigins> origins,
      Clock clock) {
    this.records = records;
    this.open = open;
    this.runtimes = runtimes;
    this.turns = turns;
    this.removals = removals;
    this.admission = admission;
    this.homes = homes;
    this.endings = endings;
    this.work = work;
    this.origins = origins;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Sessions() {
    this(null, null, null, null, null, null, null, null, List.of(), List.of(), null);
  }

  /** Puts a new desktop on record and begins to start it; it becomes ready, or failed, later. */
  public Session create(SessionRequest request, String actor) {
    return create(request, session -> records.add(session, actor));
  }

  /** As {@link #create}, and remembers that it is the default one. */
  Session createDefault(SessionRequest request, String actor) {
    return create(request, session -> records.addDefault(session, actor));
  }

  private Session create(SessionRequest request, Consumer<Session> record) {
    String id = Ids.next("sess_");
    Origin origin = request.origin().map(this::originOf).orElseGet(() -> usual(request.engine()));
    requireEngine(request.engine(), origin.runtime());
    Session session =
        new Session(
            id,
            request.label().strip(),
            origin.runtime(),
            request.look().on(origin.look()),
            request.resolution().orElse(origin.resolution()),
            request.quota(),
            request.origin().isEmpty() ? Disk.FRESH : copies(origin.runtime()).next(id, Disk.FRESH),
            SessionStatus.STARTING,
            Optional.empty(),
            false,
            request.origin(),
            clock.instant(),
            request.life().map(clock.instant()::plus));
    if (session.quota().boundsPrograms()) {
      runtimes.named(session.runtime()).limit(session.spec());
    }
    addIfAdmitted(session, record);
    CrashPoint.passed("create-recorded");
    open.wake(session.id());
    return session;
  }

  private void addIfAdmitted(Session session, Consumer<Session> record) {
    admission.admit(session);
    boolean added = false;
    try {
      record.accept(session);
      added = true;
    } finally {
      if (!added) {
        admission.started(session.id());
      }
    }
  }

  private DesktopCopies copies(String runtime) {
    return runtimes
        .named(runtime)
        .copies()
        .orElseThrow(() -> new DesktopException("desktops of " + runtime + " cannot be copied"));
  }

  private Origin usual(Optional<String> engine) {
    return new Origin(placed(engine), Look.STANDARD, SessionRequest.STANDARD_RESOLUTION);
  }

  private String placed(Optional<String> engine) {
    try {
      return runtimes.place(engine).name();
    } catch (UnknownEngine unknown) {
      throw new InvalidField("engine", unknown.getMessage());
    }
  }

  /** What a desktop is made from does not leave its engine. */
  private void requireEngine(Optional<String> wanted, String runtime) {
    Optional<String> actual = runtimes.named(runtime).engine();
    if (wanted.isPresent() && !wanted.equals(actual)) {
      throw new InvalidField(
          "engine",
          "must be that of the snapshot: " + actual.orElse("the desktops there run on none"));
    }
  }

  /** How the engines are that a desktop may be made on, when there are several. */
  public List<EngineReport> engines() {
    return runtimes.engines();
  }

  /** The name of the engine that has the desktop; empty for one that runs on none. */
  public Optional<String> engineOf(Session session) {
    try {
      return runtimes.named(session.runtime()).engine();
    } catch (UnknownDesktopRuntime gone) {
      return Optional.empty();
    }
  }

  private Origin originOf(String id) {
    for (DesktopOrigins each : origins) {
      return each.find(id);
    }
    throw new DesktopException("this server cannot make desktops from others");
  }

  public List<Session> all() {
    return records.all();
  }

  /**
   * One session.
   *
   * @throws UnknownSession when there is none of that id
   */
  public Session get(String id) {
    return records.find(id).orElseThrow(() -> new UnknownSession(id));
  }

  /** Whether there is, or ever was, such a session; its record outlives it. */
  public boolean known(String id) {
    return records.known(id);
  }

  /** Whether such a session was deleted, and its home with it. */
  public boolean purged(String id) {
    return records.isPurged(id);
  }

  /**
   * Waits until the desktop shows its first frame, starting it if need be.
   *
   * @throws DesktopNotReady when it does not in time; it goes on starting
   * @throws DesktopException when it cannot be started
   */
  public Session awaitReady(String id, Duration atMost) throws InterruptedException {
    awaitOpen(id, atMost);
    return get(id);
  }

  @Override
  public Desktop desktop(String id) throws InterruptedException {
    return awaitOpen(id, WAKE_LIMIT);
  }

  /** A stream of its own to the desktop's VNC server, for one viewer; wakes the desktop. */
  public DesktopStream viewerStream(String id) throws InterruptedException {
    awaitOpen(id, WAKE_LIMIT);
    return runtimes.named(get(id).runtime()).connect(id);
  }

  /** The files of a desktop's home; wakes the desktop. */
  public DesktopFiles files(String id) throws InterruptedException {
    awaitOpen(id, WAKE_LIMIT);
    String runtime = get(id).runtime();
    return runtimes
        .named(runtime)
        .files()
        .orElseThrow(
            () -> new DesktopException("files of desktops of " + runtime + " cannot be reached"));
  }

  /** What browsers on a desktop say about their fields, where its runtime can ask them. */
  public Optional<DesktopFocus> focus(String id) {
    return runtimes.named(get(id).runtime()).focus();
  }

  /** What the screen shows now, if the desktop is awake; never wakes it. */
  public Optional<Screenshot> lastScreenshot(String id) {
    return open.ifOpen(get(id).id()).map(Desktop::screenshot);
  }

  /** Has every button that was pressed to stay so released, if the desktop is awake. */
  public void letGo(String id) {
    open.ifOpen(id).ifPresent(Desktop::letGo);
  }

  public Session rename(String id, String label, String actor) {
    return records
        .change(id, "session.renamed", actor, session -> session.renamed(label.strip()))
        .orElseThrow(() -> new UnknownSession(id));
  }

  /** Changes the size of the screen, at once if the desktop is awake, else at its next start. */
  public Session resize(String id, Size resolution, String actor) {
    get(id);
    return turns.in(id, () -> resizeInTurn(id, resolution, actor));
  }

  private Session resizeInTurn(String id, Size resolution, String actor) {
    Optional<Desktop> desktop = open.ifOpen(get(id).id());
    if (desktop.isPresent()) {
      records.asked(id, "session.resize_asked", actor);
      try {
        desktop.get().resize(resolution);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        throw new DesktopException("the server is stopping", stopping);
      }
    }
    return records
        .change(id, "session.resized", actor, session -> session.resized(resolution))
        .orElseThrow(() -> new UnknownSession(id));
  }

  /** Gives the desktop another look, at once if it is awake, else at its next start. */
  public Session dress(String id, UnaryOperator<Look> change, String actor) {
    return alone(id, session -> dress(session, change.apply(session.look()), actor));
  }

  private Session dress(Session session, Look look, String actor) {
    String id = session.id();
    if (!look.equals(session.look()) && open.ifOpen(id).isPresent()) {
      records.asked(id, "session.look_asked", actor);
      runtimes.named(session.runtime()).dress(id, look);
    }
    return records
        .change(id, "session.themed", actor, s -> s.with(look))
        .orElseThrow(() -> new UnknownSession(id));
  }

  /** The desktops that are awake and connected at this moment. */
  public List<String> awake() {
    return open.awake();
  }

  /** Whether the desktop is awake and connected at this moment. */
  public boolean isAwake(String id) {
    return open.ifOpen(id).isPresent();
  }

  /**
   * Puts a line into the desktop's panel if it is awake and connected; never wakes it.
   *
   * @throws DesktopException when the desktop cannot be told
   */
  public void tell(String id, String line) {
    if (isAwake(id)) {
      records.find(id).ifPresent(session -> runtimes.named(session.runtime()).tell(id, line));
    }
  }

  /** Freezes the desktop; whatever needs it wakes it. */
  public Session pause(String id, String actor) {
    records.asked(id, "session.pause_asked", actor);
    awaitStarted(id);
    requireRunning(get(id));
    endWork(id, "the desktop was paused");
    return turns.in(id, () -> freeze(id, actor));
  }

  private static void requireRunning(Session session) {
    if (session.status() == SessionStatus.STOPPED || session.status() == SessionStatus.FAILED) {
      throw new DesktopNotRunning(session.status());
    }
  }

  private Session freeze(String id, String actor) {
    Session session = get(id);
    requireRunning(session);
    open.letGo(id);
    try {
      runtimes.named(session.runtime()).pause(id);
    } catch (DesktopException refused) {
      endings.settle(session);
      throw refused;
    }
    return records
        .change(id, "session.paused", actor, s -> s.with(SessionStatus.PAUSED))
        .orElseThrow(() -> new UnknownSession(id));
  }

  /** Begins to wake the desktop. */
  public Session resume(String id, String actor) {
    Session session = get(id);
    records.asked(id, "session.resume_asked", actor);
    if (open.ifOpen(id).isPresent()) {
      turns.run(id, () -> letGoIfPaused(session));
    }
    open.wake(id);
    return get(id);
  }

  /** A connection to a desktop that was paused by other hands is of no use any more. */
  private void letGoIfPaused(Session session) {
    if (runtimes.named(session.runtime()).state(session.id()) == DesktopState.PAUSED) {
      open.letGo(session.id());
    }
  }

  /**
   * Removes the desktop; its home is kept unless {@code purgeHome}. One that is being started is
   * removed when its start has ended.
   *
   * @throws DesktopException when the engine does not do so at once; it is asked again until it
   *     does, also by the next run of the server
   */
  public void delete(String id, boolean purgeHome, String actor) {
    Session removed =
        records
            .remove(id, purgeHome, actor, session -> true)
            .orElseThrow(() -> new UnknownSession(id));
    clearAway(removed, purgeHome, "the desktop was deleted");
  }

  /**
   * Takes a desktop back that was never ready, with its home, as if nobody had asked for it.
   *
   * @return whether it was taken back; one that was ready first stays, and so does one that is gone
   */
  public boolean abandon(String id, String actor) {
    Optional<Session> removed = records.remove(id, true, actor, session -> !session.everReady());
    removed.ifPresent(session -> clearAway(session, true, "the desktop is not wanted any more"));
    return removed.isPresent();
  }

  /**
   * As {@link #delete}, with its home, if it still is as expected when it is removed.
   *
   * @param why what a task at work is told
   */
  void end(String id, Predicate<Session> expected, String why) {
    records
        .remove(id, true, "server", expected)
        .ifPresent(removed -> clearAway(removed, true, why));
  }

  private void clearAway(Session session, boolean purgeHome, String why) {
    String id = session.id();
    CrashPoint.passed("delete-recorded");
    endWork(id, why);
    CompletableFuture<Void> start = open.close(id);
    if (start.isDone()) {
      removals.remove(session, purgeHome);
    } else {
      start.thenRun(() -> removals.untilGone(session, purgeHome));
    }
  }

  /** Waits, bounded, until a start that is under way has ended. */
  private void awaitStarted(String id) {
    if (open.holds(id)) {
      try {
        open.open(id).get(WAKE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException notStarted) {
        LOG.log(Level.FINE, notStarted, () -> id + " has not started");
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        throw new DesktopException("the server is stopping", stopping);
      }
    }
  }

  /**
   * Does work on a desktop while nobody starts, pauses or removes it.
   *
   * @throws UnknownSession when there is none of that id
   * @throws DesktopException when others are at it for too long
   */
  public <T> T alone(String id, Function<Session, T> work) {
    get(id);
    awaitStarted(id);
    return turns.in(id, () -> work.apply(get(id)));
  }

  /**
   * Does work on a desktop while nothing on it moves; a task at work there, or whoever else acts on
   * it, waits meanwhile. Only within {@link #alone}; the work may do so again within.
   */
  public <T> T whileStill(Session session, Supplier<T> work) {
    Supplier<T> still = () -> copies(session).whileStill(session.id(), work);
    Optional<Desktop> desktop = open.ifOpen(session.id());
    return desktop.isPresent() ? desktop.get().whileStill(still) : still.get();
  }

  /** Whether there is such a session at present. */
  public boolean exists(String id) {
    return records.find(id).isPresent();
  }

  /**
   * Checks that no task is at work on the desktop.
   *
   * @throws DesktopBusy when one is
   */
  public void requireIdle(String id) {
    for (SessionWork each : work) {
      each.on(id)
          .ifPresent(
              current -> {
                throw new DesktopBusy(current.taskId());
              });
    }
  }

  /**
   * Checks that there is room for more in the desktop's home.
   *
   * @throws HomeFull when there is not
   */
  public void requireRoomOnDisk(String id) {
    homes.requireRoom(get(id));
  }

  /** Copies of a session's desktop. */
  public DesktopCopies copies(Session session) {
    return copies(session.runtime());
  }

  /** Puts on record what somebody wants of a desktop, before it is done. */
  public void asked(String id, String type, String actor) {
    records.asked(id, type, actor);
  }

  /**
   * Lets the desktop go on from another disk, which is there already; what runs on it ends, and it
   * starts anew. Only within {@link #alone}.
   *
   * @param alongside what is stored in the transaction that lets the desktop have its other disk
   */
  public Session move(Session session, Disk disk, String actor, Runnable alongside) {
    String id = session.id();
    open.letGo(id);
    Session moved =
        records
            .change(
                id,
                "session.moved",
                actor,
                s -> {
                  alongside.run();
                  return s.with(disk).with(SessionStatus.STARTING);
                })
            .orElseThrow(() -> new UnknownSession(id));
    CrashPoint.passed("move-recorded");
    try {
      runtimes.named(session.runtime()).remove(id, false);
    } catch (DesktopException left) {
      // What was made from another disk is removed by the next start.
      if (disk.equals(session.disk())) {
        throw left;
      }
      LOG.log(Level.WARNING, left, () -> id + " is not removed yet");
    } finally {
      open.wake(id);
    }
    return moved;
  }

  private void endWork(String id, String why) {
    work.forEach(each -> each.endOn(id, why));
  }

  private Desktop awaitOpen(String id, Duration atMost) throws InterruptedException {
    CompletableFuture<Desktop> future = open.open(id);
    try {
      return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new DesktopNotReady(
          id,
          "the desktop did not show its first frame within "
              + atMost.toSeconds()
              + " s; it goes on starting: GET /sessions/"
              + id);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownSession gone) {
        throw gone;
      }
      if (failure.getCause() instanceof DesktopException broken) {
        throw new DesktopException(broken.getMessage(), broken);
      }
      throw new IllegalStateException("the desktop could not be started", failure.getCause());
    }
  }
}
