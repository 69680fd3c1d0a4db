package dev.atelier.schedule;

import dev.atelier.Caller;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Standing;
import dev.atelier.recipe.RecipeChanged;
import dev.atelier.recipe.Recipes;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.storage.LibraryOnH2;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import dev.atelier.task.TasksInMemory;
import dev.atelier.vision.ScriptedBackend;
import dev.atelier.vision.VisionBackends;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The whole room on a real database, as a server has it that has just started on that. */
final class ScheduleRoom implements AutoCloseable {
  static final Caller ADA = TasksInMemory.giver("ada");

  private final LibraryOnH2 database;
  private final FakeEvents<RunNoted> notes = new FakeEvents<>();
  private final FakeEvents<ScheduleChanged> changes = new FakeEvents<>();
  private final ScriptedBackend backend = new ScriptedBackend();
  private final TasksInMemory tasks;
  private final Recipes recipes;
  private final Schedules schedules;
  private final RunRecords records;
  private final Runs runs;

  /** Who may do what now, of those who made schedules. */
  private final AtomicReference<Standing> standing = new AtomicReference<>(Optional::of);

  ScheduleRoom(LibraryOnH2 database, SessionsInMemory desktops, HandSetClock clock) {
    this.database = database;
    this.tasks = new TasksInMemory(desktops, backend);
    VisionBackends backends =
        new VisionBackends(List.of(backend), Optional.of("scripted"), Optional.empty(), false);
    this.recipes =
        new Recipes(database.recipes(), backends, new FakeEvents<RecipeChanged>(), clock);
    this.schedules =
        new Schedules(database.schedules(), recipes, desktops.sessions(), backends, changes, clock);
    this.records = new RunRecords(database.schedules(), notes, changes, clock);
    this.runs =
        new Runs(
            database.schedules(),
            records,
            schedules,
            tasks.tasks(),
            caller -> standing.get().now(caller),
            clock);
    tasks.changes().observedBy(this::heard);
  }

  private void heard(TaskChanged change) {
    records.taskChanged(change);
  }

  /** That ada is given each day at seven in Vienna. */
  static ScheduleDraft daily(String session, Overlap overlap, Missed missed) {
    return draft(session, "every day at 07:00", overlap, missed);
  }

  static ScheduleDraft draft(String session, String when, Overlap overlap, Missed missed) {
    return new ScheduleDraft(
        "Report",
        session,
        Work.goal("write the report", Optional.empty()),
        When.read(when),
        ZoneId.of("Europe/Vienna"),
        true,
        overlap,
        missed,
        Optional.empty(),
        Optional.empty());
  }

  Schedule add(ScheduleDraft draft) {
    return database.within(() -> schedules.add(draft, ADA));
  }

  List<ScheduleRun> runsOf(Schedule schedule) {
    return schedules.runs(schedule.id(), Optional.empty(), 99);
  }

  Recipes recipes() {
    return recipes;
  }

  Schedules schedules() {
    return schedules;
  }

  RunRecords records() {
    return records;
  }

  Runs runs() {
    return runs;
  }

  LibraryOnH2 database() {
    return database;
  }

  ScriptedBackend backend() {
    return backend;
  }

  TasksInMemory tasks() {
    return tasks;
  }

  List<String> noted() {
    return notes.fired().stream().map(RunNoted::type).toList();
  }

  void standing(Standing other) {
    standing.set(other);
  }

  List<Task> given(String session) {
    return tasks.tasks().latest(session, 99);
  }

  @Override
  public void close() {
    tasks.close();
  }
}
