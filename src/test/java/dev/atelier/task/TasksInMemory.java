package dev.atelier.task;

import dev.atelier.BackgroundWork;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.control.HandsOnRecord;
import dev.atelier.control.Leases;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionBackends;
import java.util.List;
import java.util.Optional;

/** The whole room without a database, on the desktops of a room of sessions. */
public final class TasksInMemory implements AutoCloseable {
  private final MemoryTaskRepository repository = new MemoryTaskRepository();
  private final FakeEvents<TaskChanged> changes = new FakeEvents<>();
  private final FakeEvents<StepTaken> steps = new FakeEvents<>();
  private final FakeAccounts accounts = new FakeAccounts();
  private final Leases leases = new Leases();
  private final TaskLauncher launcher;
  private final Tasks tasks;

  public TasksInMemory(SessionsInMemory room, VisionBackend backend) {
    HandSetClock clock = new HandSetClock();
    BackgroundWork background = room.background();
    MemoryPictures pictures = new MemoryPictures();
    TaskRecord record = new TaskRecord(repository, changes, steps);
    VisionBackends backends =
        new VisionBackends(List.of(backend), Optional.of(backend.name()), Optional.empty(), false);
    TaskRunner runner =
        new TaskRunner(
            room.sessions(),
            new HandsOnRecord().hands(),
            record,
            pictures,
            List.of(new StepLimit()),
            accounts,
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
    tasks =
        new Tasks(
            room.sessions(),
            leases,
            backends,
            repository,
            record,
            launcher,
            pictures,
            accounts,
            List.of(),
            clock,
            30,
            Optional.empty(),
            "on-request");
  }

  public Tasks tasks() {
    return tasks;
  }

  public Leases leases() {
    return leases;
  }

  public FakeEvents<TaskChanged> changes() {
    return changes;
  }

  public FakeEvents<StepTaken> steps() {
    return steps;
  }

  @Override
  public void close() {
    launcher.stop();
  }
}
