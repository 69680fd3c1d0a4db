package dev.atelier.schedule;

import dev.atelier.Ids;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import dev.atelier.task.TaskStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts on record that a time has come before anything is begun, which task it became in the
 * transaction that begins the task, and what came of it: however a server ends, no time is lost or
 * taken twice. Thread-safe.
 */
@ApplicationScoped
public class RunRecords {
  /** So late a time may be taken up and count as in time; the server looks far more often. */
  static final Duration GRACE = Duration.ofMinutes(5);

  /** More missed times than that are not counted. */
  private static final int MOST_COUNTED = 1000;

  private final ScheduleRepository repository;
  private final Event<RunNoted> notes;
  private final Event<ScheduleChanged> changes;
  private final Clock clock;

  /** The run for which this thread is giving a task just now. */
  private static final ThreadLocal<ScheduleRun> BEGINNING = new ThreadLocal<>();

  @Inject
  RunRecords(
      ScheduleRepository repository,
      Event<RunNoted> notes,
      Event<ScheduleChanged> changes,
      Clock clock) {
    this.repository = repository;
    this.notes = notes;
    this.changes = changes;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected RunRecords() {
    this(null, null, null, null);
  }

  /**
   * Takes up the time that has come for a schedule, and plans its next one.
   *
   * @return what is to be begun; empty when there is nothing, or it was missed or skipped, which is
   *     on record then
   */
  @Transactional
  Optional<ScheduleRun> takeUp(String scheduleId) {
    Instant now = clock.instant();
    return repository
        .lock(scheduleId)
        .filter(schedule -> schedule.nextAt().filter(due -> !due.isAfter(now)).isPresent())
        .flatMap(schedule -> takeUp(schedule, now));
  }

  private Optional<ScheduleRun> takeUp(Schedule schedule, Instant now) {
    Timetable timetable = schedule.draft().timetable();
    Instant first = schedule.nextAt().orElseThrow();
    Instant latest = first;
    int times = 1;
    Optional<Instant> next = timetable.next(first);
    while (next.filter(time -> !time.isAfter(now)).isPresent() && times < MOST_COUNTED) {
      latest = next.get();
      times++;
      next = timetable.next(latest);
    }
    plan(schedule, times < MOST_COUNTED ? next : timetable.next(now));
    boolean inTime = Duration.between(latest, now).compareTo(GRACE) <= 0;
    int missed = inTime ? times - 1 : times;
    if (missed == 0) {
      return unlessBusy(schedule, latest, "");
    }
    String since = "the server was not running at " + first + more(missed);
    if (schedule.draft().missed() == Missed.CATCH_UP) {
      return unlessBusy(schedule, latest, "caught up: " + since);
    }
    note(schedule, newRun(schedule, first, Outcome.MISSED, since));
    return inTime ? unlessBusy(schedule, latest, "") : Optional.empty();
  }

  private static String more(int missed) {
    return missed == 1
        ? ""
        : " nor at the "
            + (missed - 1)
            + (missed >= MOST_COUNTED ? " and more" : "")
            + (missed == 2 ? " time after it" : " times after it");
  }

  private void plan(Schedule schedule, Optional<Instant> next) {
    repository.update(
        new Schedule(
            schedule.id(),
            schedule.draft(),
            schedule.madeBy(),
            schedule.runsAs(),
            schedule.madeAt(),
            schedule.changedAt(),
            next));
  }

  /** Takes up a time that somebody asks for, whatever is planned. */
  @Transactional
  public Optional<ScheduleRun> takeUpNow(String scheduleId, String actor) {
    Schedule schedule =
        repository.lock(scheduleId).orElseThrow(() -> new UnknownSchedule(scheduleId));
    changes.fire(new ScheduleChanged("schedule.run_asked", schedule, actor));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return unlessBusy(schedule, now, "asked for by " + actor);
  }

  private Optional<ScheduleRun> unlessBusy(Schedule schedule, Instant planned, String reason) {
    Optional<ScheduleRun> before =
        repository.openRuns().stream()
            .filter(run -> run.scheduleId().equals(schedule.id()))
            .findFirst();
    if (before.isPresent() && schedule.draft().overlap() == Overlap.SKIP) {
      String why = "the run of " + before.get().plannedAt() + " is still at work";
      note(schedule, newRun(schedule, planned, Outcome.SKIPPED, why));
      return Optional.empty();
    }
    ScheduleRun run = newRun(schedule, planned, Outcome.BEGINNING, reason);
    return note(schedule, run) ? Optional.of(run) : Optional.empty();
  }

  private ScheduleRun newRun(Schedule schedule, Instant planned, Outcome outcome, String reason) {
    Instant now = clock.instant();
    return new ScheduleRun(
        Ids.next("run_"),
        schedule.id(),
        planned,
        now,
        outcome,
        reason,
        Optional.empty(),
        outcome.isOpen() ? Optional.empty() : Optional.of(now));
  }

  private boolean note(Schedule schedule, ScheduleRun run) {
    boolean added = repository.addRun(run);
    if (added) {
      notes.fire(new RunNoted(schedule, run));
    }
    return added;
  }

  /** Does what gives a run its task; the task's beginning and the run's are one transaction. */
  Task givingTaskFor(ScheduleRun run, Supplier<Task> giving) {
    BEGINNING.set(run);
    try {
      return giving.get();
    } finally {
      BEGINNING.remove();
    }
  }

  /** Ends a run of which no task came; one that has a task ends with that. */
  @Transactional
  void end(ScheduleRun run, Outcome outcome, String reason) {
    repository
        .findRun(run.id())
        .map(present -> present.ended(outcome, reason, clock.instant()))
        .filter(repository::settleRun)
        .ifPresent(this::tell);
  }

  private void tell(ScheduleRun run) {
    repository
        .find(run.scheduleId())
        .ifPresent(schedule -> notes.fire(new RunNoted(schedule, run)));
  }

  @Transactional
  void taskChanged(@Observes TaskChanged change) {
    Task task = change.task();
    ScheduleRun run = BEGINNING.get();
    if (run != null && !task.status().ended()) {
      BEGINNING.remove();
      begun(run.running(task.id()));
    }
    if (task.status().ended()) {
      repository.openRunOf(task.id()).map(open -> ended(open, task)).ifPresent(this::end);
    }
  }

  /** Its task does not begin where another one did. */
  private void begun(ScheduleRun running) {
    if (!repository.settleRun(running)) {
      throw new RunTaken(running.id());
    }
    tell(running);
  }

  private void end(ScheduleRun ended) {
    repository.updateRun(ended);
    tell(ended);
  }

  private ScheduleRun ended(ScheduleRun run, Task task) {
    return task.status() == TaskStatus.COMPLETED
        ? run.ended(Outcome.COMPLETED, "", clock.instant())
        : run.ended(Outcome.FAILED, why(task), clock.instant());
  }

  private static String why(Task task) {
    return task.error().isEmpty() ? "the task ended as " + task.status().word() : task.error();
  }

  /** Those that were taken up before, and are no task yet. */
  List<ScheduleRun> leftBehind(Instant before) {
    return repository.openRuns().stream()
        .filter(run -> run.outcome() == Outcome.BEGINNING)
        .filter(run -> run.startedAt().isBefore(before.truncatedTo(ChronoUnit.MILLIS)))
        .toList();
  }
}
