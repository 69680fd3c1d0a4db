package dev.atelier.control;

import dev.atelier.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Who drives one desktop, which task waits for that meanwhile, and what is being done to the
 * desktop at this moment. Each change is on record before it counts. Thread-safe.
 */
final class Seat {
  /** A person's control ends so long after the last sign of them. */
  static final Duration LIFE = Duration.ofSeconds(30);

  /** The control of somebody who only touched the desktop ends so long after they last did. */
  static final Duration TOUCH = Duration.ofSeconds(15);

  /** So long a browser that lost its connection may take to come back. */
  static final Duration GRACE = Duration.ofSeconds(10);

  private static final Duration CUT_LIMIT = Duration.ofSeconds(5);

  private final String sessionId;
  private final ControlRecord record;
  private final Clock clock;
  private final Duration idleLimit;
  private final Set<Deed> underWay = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<HandOver> handOvers = new ArrayList<>();

  private volatile Lease driving;
  private Instant since = Instant.EPOCH;
  private Instant until = Instant.EPOCH;
  private Instant lastUsed = Instant.EPOCH;
  private TaskLease task;
  private boolean taskPaused;

  Seat(String sessionId, ControlRecord record, Clock clock, Duration idleLimit) {
    this.sessionId = sessionId;
    this.record = record;
    this.clock = clock;
    this.idleLimit = idleLimit;
  }

  Optional<Lease> driving() {
    return Optional.ofNullable(driving);
  }

  /** How it stands, for people to be told. */
  synchronized ControlState state() {
    boolean person = isPerson();
    return new ControlState(
        sessionId,
        driving(),
        task().map(TaskLease::taskId),
        driving().map(lease -> since),
        person ? Optional.of(until) : Optional.empty());
  }

  synchronized Optional<TaskLease> task() {
    return Optional.ofNullable(task);
  }

  synchronized TaskLease takeForTask(String taskId) {
    requireFree();
    TaskLease lease = new TaskLease(this, Ids.next("lease_"), sessionId, taskId);
    long epoch = record.nextEpoch(sessionId);
    task = lease;
    taskPaused = false;
    handOvers.clear();
    change(leaseOf(lease, epoch));
    return lease;
  }

  synchronized Lease takeForMaintenance(String doing) {
    requireFree();
    long epoch = record.nextEpoch(sessionId);
    Lease lease = new Lease(Ids.next("lease_"), sessionId, new Holder.Maintenance(doing), epoch);
    change(lease);
    return lease;
  }

  /** Whoever only touched the desktop makes room. */
  private void requireFree() {
    if (task != null) {
      throw new ControlHeld(new Holder.WorkingTask(task.taskId()));
    }
    if (driving != null && !isPassing()) {
      throw new ControlHeld(driving.holder());
    }
    endPassing();
  }

  private void endPassing() {
    if (isPassing()) {
      end("control.lapsed", driving.holder(), "", false);
    }
  }

  /** The person's own lease lives on where they name it. */
  synchronized Lease take(Holder.Person person, Optional<String> known) {
    if (isPerson()) {
      Holder.Person present = (Holder.Person) driving.holder();
      if (known.filter(driving.id()::equals).isPresent() && present.equals(person)) {
        beat(driving.id());
        return driving;
      }
      if (!present.passing() || person.passing()) {
        throw new ControlHeld(present);
      }
      endPassing();
    } else if (driving != null
        && (person.passing() || driving.holder() instanceof Holder.Maintenance)) {
      throw new ControlHeld(driving.holder());
    }
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("by", person.passing() ? "touch" : "asking");
    long epoch = changed("control.taken", person.name(), detail);
    change(new Lease(Ids.next("lease_"), sessionId, person, epoch));
    lastUsed = since;
    until = since.plus(person.passing() ? TOUCH : LIFE);
    return driving;
  }

  /** Notes that the person is still there. */
  synchronized Lease beat(String leaseId) {
    requirePerson(leaseId);
    if (!isPassing()) {
      until = clock.instant().plus(LIFE);
    }
    return driving;
  }

  /** Their connection ended; they may come back for a while. */
  synchronized void left(String leaseId) {
    if (isPerson(leaseId)) {
      Instant soon = clock.instant().plus(isPassing() ? Duration.ZERO : GRACE);
      until = soon.isBefore(until) ? soon : until;
    }
  }

  synchronized void handBack(String leaseId, String note) {
    requirePerson(leaseId);
    end("control.handed_back", driving.holder(), note, true);
  }

  /** Ends a person's control, if one has it; returns whether one had. */
  synchronized boolean release(String actor) {
    if (!isPerson()) {
      return false;
    }
    end("control.force_released", new Holder.Person(actor, false), "", false);
    return true;
  }

  /** Ends the control of a person who gives no sign any more, or does nothing for long. */
  synchronized void expire() {
    if (!isPerson()) {
      return;
    }
    Instant now = clock.instant();
    if (isPassing() && !now.isBefore(until)) {
      endPassing();
    } else if (!now.isBefore(until) || !now.isBefore(lastUsed.plus(idleLimit))) {
      end("control.expired", driving.holder(), "", false);
    }
  }

  private void end(String type, Holder by, String note, boolean handedBack) {
    Holder.Person person = (Holder.Person) driving.holder();
    Duration drove = Duration.between(since, clock.instant());
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("person", person.name());
    detail.put("drove_s", drove.toSeconds());
    if (!note.isEmpty()) {
      detail.put("note", note);
    }
    String actor = by instanceof Holder.Person who ? who.name() : person.name();
    long epoch = changed(type, actor, detail);
    if (task != null && !person.passing()) {
      handOvers.add(new HandOver(person.name(), drove, handedBack, note));
    }
    change(task != null && !taskPaused ? leaseOf(task, epoch) : null);
  }

  private long changed(String type, String actor, Map<String, Object> detail) {
    return record.changed(sessionId, type, actor, task().map(TaskLease::taskId), detail);
  }

  /** The task keeps its place, and drives no more until it goes on. */
  synchronized void pauseTask(String taskId) {
    if (task == null || taskPaused || !task.taskId().equals(taskId)) {
      return;
    }
    boolean drives = driving != null && !isPerson();
    if (drives) {
      record.nextEpoch(sessionId);
    }
    taskPaused = true;
    if (drives) {
      change(null);
    }
  }

  synchronized void resumeTask(String taskId) {
    if (task == null || !taskPaused || !task.taskId().equals(taskId)) {
      return;
    }
    endPassing();
    if (driving == null) {
      change(leaseOf(task, record.nextEpoch(sessionId)));
    }
    taskPaused = false;
  }

  synchronized boolean isPaused(String taskId) {
    return task != null && task.taskId().equals(taskId) && taskPaused;
  }

  private static Lease leaseOf(TaskLease task, long epoch) {
    return new Lease(task.id(), task.sessionId(), new Holder.WorkingTask(task.taskId()), epoch);
  }

  /** Idempotent. */
  synchronized void releaseTask(TaskLease lease) {
    if (task == lease) {
      task = null;
      handOvers.clear();
      if (driving != null && driving.id().equals(lease.id())) {
        change(null);
      }
      notifyAll();
    }
  }

  synchronized void releaseMaintenance(Lease lease) {
    if (lease.equals(driving)) {
      change(null);
    }
  }

  /** Waits until the task drives; returns the epoch in which it does. */
  synchronized long awaitTurn(TaskLease lease) throws InterruptedException {
    while (driving == null || !driving.id().equals(lease.id())) {
      wait();
    }
    return driving.epoch();
  }

  /** Whether a person who had control meanwhile left without handing it back. */
  synchronized boolean wasAbandoned() {
    return handOvers.stream().anyMatch(handOver -> !handOver.handedBack());
  }

  synchronized List<HandOver> takeHandOvers() {
    List<HandOver> taken = List.copyOf(handOvers);
    handOvers.clear();
    return taken;
  }

  private void change(Lease next) {
    driving = next;
    since = clock.instant();
    String why = next == null ? "it was paused" : words(next.holder());
    for (Deed deed : underWay) {
      if (!deed.isUnder(Optional.ofNullable(next))) {
        deed.cut(why);
      }
    }
    notifyAll();
  }

  private static String words(Holder holder) {
    if (holder instanceof Holder.Person person) {
      return person.name() + " took control";
    }
    return holder instanceof Holder.Maintenance maintenance
        ? "the desktop is " + maintenance.doing()
        : "the assistant has control";
  }

  /**
   * Waits until what was cut has ended: it lets go of every button and key before. Bounded, and cut
   * short when the thread is interrupted, which stays so.
   */
  synchronized void awaitCut() {
    long end = System.nanoTime() + CUT_LIMIT.toNanos();
    try {
      while (underWay.stream().anyMatch(deed -> deed.cutBy().isPresent())) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          return;
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /** Begins something that only who has control may do, once what was cut has ended. */
  synchronized Deed begin(Permit permit, boolean interruptible) {
    requireMayAct(permit);
    awaitCut();
    requireMayAct(permit);
    if (isPerson()) {
      lastUsed = clock.instant();
      until = lastUsed.plus(isPassing() ? TOUCH : LIFE);
    }
    Deed deed =
        new Deed(driving(), interruptible ? Optional.of(Thread.currentThread()) : Optional.empty());
    underWay.add(deed);
    return deed;
  }

  /** It is over; an interrupt that was meant for it is taken back. */
  synchronized void end(Deed deed) {
    underWay.remove(deed);
    if (deed.wasInterrupted()) {
      Thread.interrupted();
    }
    if (deed.cutBy().isPresent()) {
      notifyAll();
    }
  }

  synchronized void requireMayAct(Permit permit) {
    if (driving == null) {
      if (!permit.isNone()) {
        throw new LeaseEnded();
      }
    } else if (!permit.isOf(driving)) {
      throw new ControlHeld(driving.holder());
    }
  }

  private void requirePerson(String leaseId) {
    if (!isPerson(leaseId)) {
      if (driving != null) {
        throw new ControlHeld(driving.holder());
      }
      throw new LeaseEnded();
    }
  }

  private boolean isPerson(String leaseId) {
    return isPerson() && driving.id().equals(leaseId);
  }

  private boolean isPerson() {
    return driving != null && driving.holder() instanceof Holder.Person;
  }

  private boolean isPassing() {
    return driving != null && driving.holder() instanceof Holder.Person person && person.passing();
  }
}
