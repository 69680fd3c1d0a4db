package dev.atelier.task;

import dev.atelier.BackgroundWork;
import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.Standing;
import dev.atelier.control.HandsOnRecord;
import dev.atelier.control.Leases;
import dev.atelier.control.LeasesInMemory;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionBackends;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The whole room without a database, on the desktops of a room of sessions. */
public final class TasksInMemory implements AutoCloseable {
  private final MemoryTaskRepository repository = new MemoryTaskRepository();
  private final FakeEvents<TaskChanged> changes = new FakeEvents<>();
  private final FakeEvents<StepTaken> steps = new FakeEvents<>();
  private final FakeAccounts accounts = new FakeAccounts();
  private final LeasesInMemory control = new LeasesInMemory();
  private final Leases leases = control.leases();
  private final HandsOnRecord hands = new HandsOnRecord(leases);
  private final HandSetClock clock = new HandSetClock();
  private final MemoryPictures pictures = new MemoryPictures();
  private final TaskRecord record = new TaskRecord(repository, changes, steps);
  private final TaskLauncher launcher;
  private final TaskQueue queue;
  private final Tasks tasks;

  /** Who may do what now, of those who gave tasks. */
  private final AtomicReference<Standing> standing = new AtomicReference<>(Optional::of);

  public TasksInMemory(SessionsInMemory room, VisionBackend backend) {
    this(room, backend, room.background(), List.of());
  }

  TasksInMemory(
      SessionsInMemory room,
      VisionBackend backend,
      BackgroundWork background,
      List<UndoPoints> undoPoints) {
    VisionBackends backends =
        new VisionBackends(List.of(backend), Optional.of(backend.name()), Optional.empty(), false);
    TaskRunner runner =
        new TaskRunner(
            room.sessions(),
            hands.hands(),
            record,
            pictures,
            List.of(new StepLimit()),
            accounts,
            ended -> {},
            background,
            clock);
    launcher =
        new TaskLauncher(
            room.sessions(),
            leases,
            backends,
            repository,
            record,
            runner,
            background,
            accounts,
            List.of(),
            clock);
    control.changes().observedBy(launcher::handedBack);
    MemoryQueueRepository waiting = new MemoryQueueRepository();
    queue =
        new TaskQueue(
            waiting,
            repository,
            new QueueRecord(waiting, repository, changes),
            launcher,
            new PresentStanding(),
            room.sessions(),
            backends,
            leases,
            undoPoints,
            background,
            clock);
    changes.observedBy(queue::taskChanged);
    tasks =
        new Tasks(
            room.sessions(),
            leases,
            backends,
            repository,
            record,
            launcher,
            queue,
            pictures,
            accounts,
            undoPoints,
            clock,
            30,
            Optional.empty(),
            "on-request");
  }

  /** Somebody who may give every desktop tasks. */
  public static Caller giver(String name) {
    return Caller.of(name, Role.OPERATOR).with(new Credential(Credential.Kind.PASSWORD, name, "1"));
  }

  void standing(Standing other) {
    standing.set(other);
  }

  public Tasks tasks() {
    return tasks;
  }

  TaskQueue queue() {
    return queue;
  }

  HandSetClock clock() {
    return clock;
  }

  MemoryTaskRepository repository() {
    return repository;
  }

  TaskRecord record() {
    return record;
  }

  MemoryPictures pictures() {
    return pictures;
  }

  FakeAccounts accounts() {
    return accounts;
  }

  public Leases leases() {
    return leases;
  }

  public HandsOnRecord hands() {
    return hands;
  }

  public LeasesInMemory control() {
    return control;
  }

  public FakeEvents<TaskChanged> changes() {
    return changes;
  }

  public FakeEvents<StepTaken> steps() {
    return steps;
  }

  private final class PresentStanding implements Standing {
    @Override
    public Optional<Caller> now(Caller caller) {
      return standing.get().now(caller);
    }

    @Override
    public Optional<Caller> inAbsence(Caller caller) {
      return standing.get().inAbsence(caller);
    }
  }

  @Override
  public void close() {
    launcher.stop();
  }
}
