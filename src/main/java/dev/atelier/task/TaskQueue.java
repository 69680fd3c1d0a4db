package dev.atelier.task;

import dev.atelier.BackgroundWork;
import dev.atelier.Caller;
import dev.atelier.Standing;
import dev.atelier.control.ControlHeld;
import dev.atelier.control.Holder;
import dev.atelier.control.Lease;
import dev.atelier.control.Leases;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.Sessions;
import dev.atelier.vision.VisionBackends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tasks that wait until their desktop is free, each desktop's in an order of its own. The queue is
 * what is on record: a task is begun by whoever takes it out there, so that each begins once, also
 * when the server is killed in between. Thread-safe.
 */
@ApplicationScoped
public class TaskQueue {
  static final int MOST = 50;

  /** What nobody tells, such as a person who hands control back, is found out by then. */
  private static final Duration LOOKED_AGAIN = Duration.ofSeconds(2);

  /** Held while somebody changes the order, or adds to it. */
  private final Object order = new Object();

  private static final Duration HELD_BACK = Duration.ofSeconds(15);

  private final Map<String, Instant> heldBack = new ConcurrentHashMap<>();
  private final Set<String> beingServed = ConcurrentHashMap.newKeySet();
  private final QueueRepository queue;
  private final TaskRepository tasks;
  private final QueueRecord record;
  private final TaskLauncher launcher;
  private final GiversRights rights;
  private final Sessions sessions;
  private final VisionBackends backends;
  private final Leases leases;
  private final Iterable<UndoPoints> undoPoints;
  private final BackgroundWork background;
  private final Clock clock;
  private volatile boolean closed;

  @Inject
  TaskQueue(
      QueueRepository queue,
      TaskRepository tasks,
      QueueRecord record,
      TaskLauncher launcher,
      Standing standing,
      Sessions sessions,
      VisionBackends backends,
      Leases leases,
      Instance<UndoPoints> undoPoints,
      BackgroundWork background,
      Clock clock) {
    this(
        queue,
        tasks,
        record,
        launcher,
        standing,
        sessions,
        backends,
        leases,
        (Iterable<UndoPoints>) undoPoints,
        background,
        clock);
  }

  TaskQueue(
      QueueRepository queue,
      TaskRepository tasks,
      QueueRecord record,
      TaskLauncher launcher,
      Standing standing,
      Sessions sessions,
      VisionBackends backends,
      Leases leases,
      Iterable<UndoPoints> undoPoints,
      BackgroundWork background,
      Clock clock) {
    this.queue = queue;
    this.tasks = tasks;
    this.record = record;
    this.launcher = launcher;
    this.rights = new GiversRights(standing);
    this.sessions = sessions;
    this.backends = backends;
    this.leases = leases;
    this.undoPoints = undoPoints;
    this.background = background;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected TaskQueue() {
    this(null, null, null, null, null, null, null, null, List.of(), null, null);
  }

  /**
   * Begins what waits, also from before the server was stopped, and from then on whenever it can.
   */
  public void open() {
    background.every(LOOKED_AGAIN, this::serveAll);
  }

  /** Lets nothing begin any more: tasks that end because the server stops make room for none. */
  void close(@Observes @BeforeDestroyed(ApplicationScoped.class) Object event) {
    close();
  }

  void close() {
    closed = true;
  }

  private void serveAll() {
    background.run(() -> queue.sessions().forEach(session -> background.run(() -> serve(session))));
  }

  void taskChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) TaskChanged change) {
    if (change.task().status().ended() && !closed) {
      background.run(() -> serve(change.task().sessionId()));
    }
  }

  /** Whether a task that is given now has to wait. */
  boolean isNeeded(String sessionId) {
    return leases.current(sessionId).map(Lease::holder).filter(each -> !isPassing(each)).isPresent()
        || leases.taskOn(sessionId).isPresent()
        || !queue.of(sessionId).isEmpty();
  }

  /**
   * Adds a task behind the others.
   *
   * @param task whose status is queued
   * @throws QueueFull when {@value MOST} wait already
   */
  void add(Task task, boolean undo, Caller giver, String actor) {
    synchronized (order) {
      if (queue.of(task.sessionId()).size() >= MOST) {
        throw new QueueFull(MOST);
      }
      record.queued(task, undo, giver, actor);
    }
    background.run(() -> serve(task.sessionId()));
  }

  /** The tasks that wait for a desktop, the next one first. */
  public List<Task> of(String sessionId) {
    return queue.of(sessionId).stream()
        .flatMap(each -> tasks.find(each.taskId()).stream())
        .toList();
  }

  /** A task's place in its queue, 1 for the next one; empty where it does not wait. */
  public Optional<Integer> position(Task task) {
    List<String> waiting = ids(task.sessionId());
    return Optional.of(waiting.indexOf(task.id()) + 1).filter(position -> position > 0);
  }

  private List<String> ids(String sessionId) {
    return queue.of(sessionId).stream().map(QueuedTask::taskId).toList();
  }

  /**
   * Puts a task at another place of its queue; behind the last one is the last place.
   *
   * @param position 1 for the next one
   * @throws NotQueued when it waits no more
   */
  public void move(Task task, int position, String actor) {
    synchronized (order) {
      List<String> wanted = new ArrayList<>(ids(task.sessionId()));
      if (!wanted.remove(task.id())) {
        throw new NotQueued(task.id());
      }
      int place = Math.min(position, wanted.size() + 1);
      wanted.add(place - 1, task.id());
      record.moved(task, wanted, place, actor);
    }
  }

  /** Ends a task that waits; returns whether it did. */
  boolean cancel(Task task, String actor) {
    Ending cancelled = Ending.because(TaskStatus.CANCELLED, "cancelled before it began");
    return record.unqueued(task.ended(cancelled, clock.instant()), actor);
  }

  /** Begins the next task of a desktop that can begin; one that cannot ends with the reason. */
  private void serve(String sessionId) {
    if (closed || !beingServed.add(sessionId)) {
      return;
    }
    try {
      boolean waits = false;
      while (!waits) {
        List<QueuedTask> waiting = queue.of(sessionId);
        waits = waiting.isEmpty() || !passed(waiting.get(0));
      }
    } finally {
      beingServed.remove(sessionId);
    }
  }

  /** Begins a task, or ends it; false when it goes on waiting. */
  private boolean passed(QueuedTask next) {
    Task task = tasks.find(next.taskId()).orElseThrow(() -> new UnknownTask(next.taskId()));
    try {
      if (isFree(task.sessionId())) {
        rights.require(next);
        begin(next, task.begunAt(clock.instant()));
      }
      return false;
    } catch (SessionBusy | ControlHeld notYet) {
      return false;
    } catch (NotQueued cancelled) {
      return true;
    } catch (RuntimeException refused) {
      return record.unqueued(task.ended(Ending.unbegun(refused), clock.instant()), "server");
    }
  }

  private void begin(QueuedTask next, Task task) {
    Runnable preparation = next.undo() ? UndoPoints.before(undoPoints, task) : () -> {};
    launcher.begin(
        new RunningTask(task, preparation),
        backends.named(task.backend()),
        List.of(),
        () -> record.begun(task, next.actor()));
  }

  /** Who takes control after this is found by the launcher; who paused the desktop wants it so. */
  private boolean isFree(String sessionId) {
    return sessions.get(sessionId).status() != SessionStatus.PAUSED
        && !isHeldBack(sessionId)
        && leases
            .current(sessionId)
            .map(Lease::holder)
            .filter(each -> !isEnding(each) && !isPassing(each))
            .isEmpty();
  }

  /** Whoever only touches the desktop makes room. */
  private static boolean isPassing(Holder holder) {
    return holder instanceof Holder.Person person && person.passing();
  }

  /** Lets nothing begin for a moment, as the desktop is about to go or to be paused. */
  void holdBack(String sessionId) {
    heldBack.put(sessionId, clock.instant().plus(HELD_BACK));
  }

  private boolean isHeldBack(String sessionId) {
    Instant until = heldBack.get(sessionId);
    if (until == null || clock.instant().isBefore(until)) {
      return until != null;
    }
    heldBack.remove(sessionId, until);
    return false;
  }

  /** A task that has ended on record lets go in the next moment; the launcher waits for that. */
  private boolean isEnding(Holder holder) {
    return holder instanceof Holder.WorkingTask working
        && tasks.find(working.taskId()).filter(task -> task.status().ended()).isPresent();
  }
}
