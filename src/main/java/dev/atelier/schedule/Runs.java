package dev.atelier.schedule;

import dev.atelier.Caller;
import dev.atelier.NotAllowed;
import dev.atelier.Role;
import dev.atelier.Standing;
import dev.atelier.Unforeseen;
import dev.atelier.control.ControlHeld;
import dev.atelier.desktop.DesktopException;
import dev.atelier.json.InvalidField;
import dev.atelier.recipe.UnknownRecipe;
import dev.atelier.session.UnknownSession;
import dev.atelier.task.QueueFull;
import dev.atelier.task.SessionBusy;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.Tasks;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.UnknownPrice;
import dev.atelier.vision.UnknownVisionBackend;
import dev.atelier.vision.VisionUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Makes tasks of runs that are on record, each with the rights of whom it runs as. Thread-safe. */
@ApplicationScoped
public class Runs {
  private static final Logger LOG = Logger.getLogger(Runs.class.getName());

  /** Refusals in words that a person can act on. */
  private static final Set<Class<? extends RuntimeException>> TOLD =
      Set.of(
          NotAllowed.class,
          QueueFull.class,
          UnknownSession.class,
          InvalidField.class,
          GoalNotUnderstood.class,
          SpendingCapReached.class,
          UnknownPrice.class,
          UnknownVisionBackend.class,
          VisionUnavailable.class,
          DesktopException.class);

  /** No server needs as long to begin what it took up; one that could not say so is over it. */
  private static final Duration LOST = Duration.ofMinutes(10);

  /** Those that this server is beginning just now. */
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();

  private final ScheduleRepository repository;
  private final RunRecords records;
  private final Schedules schedules;
  private final Tasks tasks;
  private final Standing standing;
  private final Clock clock;

  @Inject
  Runs(
      ScheduleRepository repository,
      RunRecords records,
      Schedules schedules,
      Tasks tasks,
      Standing standing,
      Clock clock) {
    this.repository = repository;
    this.records = records;
    this.schedules = schedules;
    this.tasks = tasks;
    this.standing = standing;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Runs() {
    this(null, null, null, null, null, null);
  }

  /**
   * Runs a schedule now, as whoever it runs as.
   *
   * @return the run, which may be refused or skipped already
   */
  public ScheduleRun now(String scheduleId, String actor) {
    records.takeUpNow(scheduleId, actor).ifPresent(this::begin);
    return repository.runs(scheduleId, Optional.empty(), 1).get(0);
  }

  /** Makes a task of a run; what stands in its way is on record instead. */
  void begin(ScheduleRun run) {
    if (!inHand.add(run.id())) {
      return;
    }
    try {
      Schedule schedule =
          repository
              .find(run.scheduleId())
              .orElseThrow(() -> new UnknownSchedule(run.scheduleId()));
      Caller runner = present(schedule);
      TaskRequest request = schedules.request(schedule, runner);
      give(run, schedule, request, runner);
    } catch (RunTaken taken) {
      LOG.fine(taken::getMessage);
    } catch (UnknownSchedule deleted) {
      LOG.fine(() -> deleted.getMessage() + " any more");
    } catch (UnknownRecipe gone) {
      records.end(run, Outcome.REFUSED, "the recipe was deleted, or is not shared any more");
    } catch (RuntimeException refused) {
      records.end(run, Outcome.REFUSED, words(refused, run));
    } finally {
      inHand.remove(run.id());
    }
  }

  private void give(ScheduleRun run, Schedule schedule, TaskRequest request, Caller runner) {
    String sessionId = schedule.draft().sessionId();
    String actor = runner.name() + ", by the schedule " + schedule.draft().name();
    boolean waits = schedule.draft().overlap() == Overlap.QUEUE;
    TaskRequest wish = waits ? request.queued() : request;
    try {
      var unused = records.givingTaskFor(run, () -> tasks.submit(sessionId, wish, runner, actor));
    } catch (SessionBusy | ControlHeld busy) {
      records.end(run, Outcome.SKIPPED, "the desktop was busy: " + busy.getMessage());
    }
  }

  /** Whoever it runs as, with the rights that they have now. */
  private Caller present(Schedule schedule) {
    Caller before = schedule.runsAs();
    Caller now =
        standing
            .inAbsence(before)
            .orElseThrow(() -> new NotAllowed(before.name() + " may not come in here any more"));
    if (!now.may(Role.OPERATOR) || !now.sees(schedule.draft().sessionId())) {
      throw new NotAllowed(before.name() + " may not give this desktop tasks any more");
    }
    return now;
  }

  private static String words(RuntimeException refused, ScheduleRun run) {
    if (TOLD.stream().anyMatch(type -> type.isInstance(refused))) {
      return refused.getMessage();
    }
    LOG.log(Level.WARNING, refused, () -> run.id() + " could not be begun");
    return Unforeseen.WORDS;
  }

  /** Takes up what is due, one schedule after the other; called again and again by the clock. */
  void beginDue() {
    for (String scheduleId : repository.due(clock.instant())) {
      try {
        records.takeUp(scheduleId).ifPresent(this::begin);
      } catch (RuntimeException wrong) {
        LOG.log(Level.WARNING, wrong, () -> scheduleId + " could not be taken up");
      }
    }
  }

  /**
   * Begins what was taken up, and is no task yet, by a server that ended just then; also what this
   * one took up long ago, and could not put on record what came of it.
   *
   * @param start when this server started
   */
  void beginLeftBehind(Instant start) {
    Instant lost = clock.instant().minus(LOST);
    for (ScheduleRun run : records.leftBehind(lost.isAfter(start) ? lost : start)) {
      boolean late =
          Duration.between(run.plannedAt(), clock.instant()).compareTo(RunRecords.GRACE) > 0;
      boolean skips =
          repository
              .find(run.scheduleId())
              .filter(schedule -> schedule.draft().missed() == Missed.SKIP)
              .isPresent();
      if (late && skips) {
        records.end(run, Outcome.MISSED, "the server ended when it was about to begin");
      } else {
        begin(run);
      }
    }
  }

  /** Forgets what is long over. */
  void forgetBefore(Duration age) {
    repository.forgetRuns(clock.instant().minus(age));
  }
}
