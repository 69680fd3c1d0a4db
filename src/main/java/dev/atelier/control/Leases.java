package dev.atelier.control;

import dev.atelier.BackgroundWork;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who drives which desktop: nobody, a task, or one person. Whoever takes control from another has
 * what that one does cut short first: when {@link #take} returns, nothing of theirs is under way,
 * and no button or key is down. Not to be called within a transaction. Thread-safe.
 */
@ApplicationScoped
public class Leases {
  private static final Logger LOG = Logger.getLogger(Leases.class.getName());

  /** How often whoever has control should give a sign. */
  public static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final Duration CHECK_EVERY = Duration.ofSeconds(1);

  /** One for each desktop that was ever driven since the start. */
  private final Map<String, Seat> seats = new ConcurrentHashMap<>();

  private final ReentrantLock expiring = new ReentrantLock();
  private final ControlRecord record;
  private final Event<DriverChanged> events;
  private final Clock clock;
  private final Duration idleLimit;
  private final BackgroundWork background;

  /** Something that is done to a desktop. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T get() throws E;
  }

  @Inject
  Leases(
      ControlRecord record,
      Event<DriverChanged> events,
      BackgroundWork background,
      Clock clock,
      @ConfigProperty(name = "CONTROL_IDLE_MINUTES", defaultValue = "15") int idleMinutes) {
    if (idleMinutes < 1) {
      throw new IllegalArgumentException("CONTROL_IDLE_MINUTES must be at least 1");
    }
    this.record = record;
    this.events = events;
    this.clock = clock;
    this.idleLimit = Duration.ofMinutes(idleMinutes);
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected Leases() {
    record = null;
    events = null;
    clock = null;
    idleLimit = Duration.ZERO;
    background = null;
  }

  @PostConstruct
  void begin() {
    var unused = background.every(CHECK_EVERY, () -> background.run(this::expireAll));
  }

  /**
   * Gives control to a task, which keeps its place until it is released.
   *
   * @throws ControlHeld when somebody has it
   */
  public TaskLease takeForTask(String sessionId, String taskId) {
    return changing(sessionId, seat -> seat.takeForTask(taskId));
  }

  /** Gives a task's place back; nothing happens when that was done already. */
  public void release(TaskLease lease) {
    change(lease.sessionId(), seat -> seat.releaseTask(lease));
  }

  /** A task that is at work waits, and does not drive; idempotent. */
  public void pauseTask(String sessionId, String taskId) {
    change(sessionId, seat -> seat.pauseTask(taskId));
  }

  /** It goes on once no person has control; idempotent. */
  public void resumeTask(String sessionId, String taskId) {
    change(sessionId, seat -> seat.resumeTask(taskId));
  }

  /** Whether somebody has the task wait until they say otherwise. */
  public boolean isPaused(String sessionId, String taskId) {
    return seen(sessionId).filter(seat -> seat.isPaused(taskId)).isPresent();
  }

  /**
   * Does work on a desktop during which nobody drives it.
   *
   * @param doing what is done to the desktop, for those who are refused meanwhile
   * @throws ControlHeld when somebody has control
   */
  public <T> T whileNobodyDrives(String sessionId, String doing, Supplier<T> work) {
    Lease lease = changing(sessionId, seat -> seat.takeForMaintenance(doing));
    try {
      return work.get();
    } finally {
      change(sessionId, seat -> seat.releaseMaintenance(lease));
    }
  }

  /**
   * Gives control to a person, from a task too, which waits then. Who names a lease that is theirs
   * still keeps it.
   *
   * @param known the lease they had, if any
   * @throws ControlHeld when another person has control, or the desktop is being changed; also when
   *     a task has it and the person is only passing
   */
  public Lease take(String sessionId, Holder.Person person, Optional<String> known) {
    return changing(sessionId, seat -> seat.take(person, known));
  }

  /**
   * Notes that a person who has control is still there.
   *
   * @throws LeaseEnded when they have not
   * @throws ControlHeld when somebody else has
   */
  public Lease beat(String sessionId, String leaseId) {
    return changing(sessionId, seat -> seat.beat(leaseId));
  }

  /** A person's connection ended: their control ends soon, unless they come back. */
  public void left(String sessionId, String leaseId) {
    seen(sessionId).ifPresent(seat -> seat.left(leaseId));
  }

  /**
   * A person gives control back.
   *
   * @param note what they did, for the task to know; may be empty
   * @throws LeaseEnded when they have it no more
   * @throws ControlHeld when somebody else has
   */
  public void handBack(String sessionId, String leaseId, String note) {
    change(sessionId, seat -> seat.handBack(leaseId, note));
  }

  /** Takes control from a person, whoever that is; returns whether one had it. */
  public boolean forceRelease(String sessionId, String actor) {
    return changing(sessionId, seat -> seat.release(actor));
  }

  public Optional<Lease> current(String sessionId) {
    return seen(sessionId).flatMap(Seat::driving);
  }

  /** How control stands, for people to be told. */
  public ControlState state(String sessionId) {
    return seen(sessionId)
        .map(Seat::state)
        .orElseGet(
            () ->
                new ControlState(
                    sessionId,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
  }

  /** The task at work on the desktop, whether it drives or waits. */
  public Optional<String> taskOn(String sessionId) {
    return seen(sessionId).flatMap(Seat::task).map(TaskLease::taskId);
  }

  /** Whether a task that is at work has to wait, because a person drives or it was paused. */
  public boolean waits(String sessionId, String taskId) {
    return seen(sessionId)
        .flatMap(Seat::task)
        .filter(lease -> lease.taskId().equals(taskId) && !lease.drives())
        .isPresent();
  }

  /**
   * Checks that something may be done.
   *
   * @throws ControlHeld when somebody else drives
   * @throws LeaseEnded when it relies on a lease that has ended, though nobody drives now
   */
  public void requireMayAct(String sessionId, Permit permit) {
    Optional<Seat> seat = seen(sessionId);
    if (seat.isPresent()) {
      seat.get().requireMayAct(permit);
    } else if (!permit.isNone()) {
      throw new LeaseEnded();
    }
  }

  /**
   * Does something to a desktop, if it may be done. Whoever takes control meanwhile interrupts it,
   * and waits until it has ended.
   *
   * @throws ControlHeld as {@link #requireMayAct} does
   * @throws LeaseEnded as {@link #requireMayAct} does
   * @throws ControlLost when it was cut short
   */
  public <T> T act(String sessionId, Permit permit, Work<T, InterruptedException> work)
      throws InterruptedException {
    Seat seat = seat(sessionId);
    Deed deed = seat.begin(permit, true);
    try {
      return work.get();
    } catch (InterruptedException | RuntimeException failure) {
      if (deed.cutBy().isPresent()) {
        throw new ControlLost(deed.cutBy().get());
      }
      throw failure;
    } finally {
      seat.end(deed);
    }
  }

  /** As {@link #act}, for what is short and must not be interrupted. */
  public <E extends Exception> void passOn(String sessionId, Permit permit, Work<Void, E> work)
      throws E {
    Seat seat = seat(sessionId);
    Deed deed = seat.begin(permit, false);
    try {
      work.get();
    } finally {
      seat.end(deed);
    }
  }

  /** Ends the control of people who are gone, unless that is being done already. */
  void expireAll() {
    if (expiring.tryLock()) {
      try {
        seats.keySet().forEach(this::expire);
      } finally {
        expiring.unlock();
      }
    }
  }

  private void expire(String sessionId) {
    try {
      change(sessionId, Seat::expire);
    } catch (RuntimeException unwritten) {
      LOG.log(Level.WARNING, unwritten, () -> sessionId + ": control could not be ended yet");
    }
  }

  private void change(String sessionId, Consumer<Seat> change) {
    changing(
        sessionId,
        seat -> {
          change.accept(seat);
          return seat;
        });
  }

  private <T> T changing(String sessionId, Function<Seat, T> change) {
    Seat seat = seat(sessionId);
    Optional<Lease> before = seat.driving();
    try {
      return change.apply(seat);
    } finally {
      if (!seat.driving().equals(before)) {
        seat.awaitCut();
        tell(sessionId);
      }
    }
  }

  /** Whoever cannot hear of it takes nothing back of what has changed. */
  private void tell(String sessionId) {
    try {
      events.fire(new DriverChanged(sessionId));
    } catch (RuntimeException deaf) {
      LOG.log(Level.WARNING, deaf, () -> sessionId + ": not all were told who drives");
    }
  }

  private Optional<Seat> seen(String sessionId) {
    return Optional.ofNullable(seats.get(sessionId));
  }

  private Seat seat(String sessionId) {
    return seats.computeIfAbsent(sessionId, id -> new Seat(id, record, clock, idleLimit));
  }
}
