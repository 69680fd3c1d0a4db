package dev.atelier.schedule;

import dev.atelier.Caller;
import dev.atelier.Credential.Kind;
import dev.atelier.Ids;
import dev.atelier.NotAllowed;
import dev.atelier.Owner;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.recipe.Recipes;
import dev.atelier.recipe.UnknownRecipe;
import dev.atelier.session.Sessions;
import dev.atelier.task.TaskRequest;
import dev.atelier.vision.Goal;
import dev.atelier.vision.UnknownVisionBackend;
import dev.atelier.vision.VisionBackends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is to be done when, and as whom: made, changed, looked at. Thread-safe. */
@ApplicationScoped
public class Schedules {
  static final int MOST = 500;

  private static final int MOST_TIMES = 1000;

  /** What ends by itself, or cannot be asked again whether it still holds. */
  private static final Set<Kind> PASSING = Set.of(Kind.JWT, Kind.SIGN_ON, Kind.TICKET);

  private final ScheduleRepository repository;
  private final Recipes recipes;
  private final Sessions sessions;
  private final VisionBackends backends;
  private final Event<ScheduleChanged> events;
  private final Clock clock;

  @Inject
  Schedules(
      ScheduleRepository repository,
      Recipes recipes,
      Sessions sessions,
      VisionBackends backends,
      Event<ScheduleChanged> events,
      Clock clock) {
    this.repository = repository;
    this.recipes = recipes;
    this.sessions = sessions;
    this.backends = backends;
    this.events = events;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Schedules() {
    this(null, null, null, null, null, null);
  }

  /**
   * Adds one; on record with who did.
   *
   * @throws ScheduleRefused when there are too many
   */
  @Transactional
  public Schedule add(ScheduleDraft draft, Caller caller) {
    requirePossible(draft, caller);
    if (repository.all().size() >= MOST) {
      throw new ScheduleRefused("there are " + MOST + " schedules already; delete some first");
    }
    Instant now = clock.instant();
    Schedule schedule =
        new Schedule(
            Ids.next("sched_"), draft, Owner.of(caller), caller, now, now, nextAt(draft, now));
    repository.add(schedule);
    events.fire(new ScheduleChanged("schedule.added", schedule, caller.name()));
    return schedule;
  }

  private static Optional<Instant> nextAt(ScheduleDraft draft, Instant now) {
    return draft.enabled() ? draft.timetable().next(now) : Optional.empty();
  }

  private void requirePossible(ScheduleDraft draft, Caller caller) {
    caller.require(Role.OPERATOR);
    if (PASSING.contains(caller.credential().kind())) {
      throw new NotAllowed(
          "a schedule goes on without you, and what you came in with cannot be asked then whether"
              + " it still holds; make the schedule as a user of this server or with a token that"
              + " was made here");
    }
    if (!caller.sees(draft.sessionId()) || !sessions.exists(draft.sessionId())) {
      throw new InvalidField(
          "session_id", "names " + draft.sessionId() + ", which is not a desktop's id");
    }
    if (draft.timetable().next(clock.instant()).isEmpty()) {
      throw new InvalidField("when", "never comes; look at the day and the month");
    }
    requireDoable(draft, caller);
  }

  private void requireDoable(ScheduleDraft draft, Caller caller) {
    try {
      var unused = request(draft, caller);
      draft.work().backend().ifPresent(backends::named);
    } catch (UnknownRecipe unknown) {
      throw new InvalidField("recipe_id", "names no recipe; " + unknown.getMessage());
    } catch (UnknownVisionBackend unknown) {
      throw new InvalidField("backend", "is not known: " + unknown.getMessage());
    }
  }

  /**
   * What a desktop is asked to do.
   *
   * @throws UnknownRecipe when it is not there, or no longer, for whoever it runs as
   * @throws NotAllowed when the recipe says something else by now
   */
  TaskRequest request(Schedule schedule, Caller caller) {
    schedule.draft().work().recipeId().ifPresent(id -> requireAsItWas(id, schedule, caller));
    return request(schedule.draft(), caller);
  }

  /** Whoever changes a recipe must not have another's desktops do what it says now. */
  private void requireAsItWas(String recipeId, Schedule schedule, Caller caller) {
    if (recipes.get(recipeId, caller).changedAt().isAfter(schedule.changedAt())) {
      throw new NotAllowed(
          "the recipe was changed since the schedule was saved; look at it, and save the schedule"
              + " again");
    }
  }

  private TaskRequest request(ScheduleDraft draft, Caller caller) {
    Work work = draft.work();
    return work.recipeId()
        .map(
            id ->
                recipes.request(
                    recipes.get(id, caller), work.blanks(), draft.maxSteps(), draft.maxUsd()))
        .orElseGet(
            () ->
                TaskRequest.of(
                    Goal.of(work.goal().orElseThrow()),
                    draft.maxSteps(),
                    draft.maxUsd(),
                    work.backend()));
  }

  /** Those on desktops that are there for somebody, the newest first. */
  public List<Schedule> seenBy(Caller caller) {
    return repository.all().stream().filter(schedule -> schedule.isSeenBy(caller)).toList();
  }

  /** Their times from a moment on and before another, as many as one answer holds. */
  public Outlook outlook(Caller caller, Instant from, Instant until) {
    return Outlook.of(seenBy(caller), from, until, MOST_TIMES);
  }

  /**
   * The one of that id.
   *
   * @throws UnknownSchedule when there is none for this caller
   */
  public Schedule get(String id, Caller caller) {
    return repository
        .find(id)
        .filter(schedule -> schedule.isSeenBy(caller))
        .orElseThrow(() -> new UnknownSchedule(id));
  }

  /**
   * Replaces all that was said of one; from now on it runs as whoever does so.
   *
   * @throws NotAllowed when it is somebody else's
   */
  @Transactional
  public Schedule change(String id, ScheduleDraft draft, Caller caller) {
    Schedule before = own(id, caller);
    requirePossible(draft, caller);
    Instant now = clock.instant();
    Schedule after =
        new Schedule(id, draft, before.madeBy(), caller, before.madeAt(), now, nextAt(draft, now));
    repository.update(after);
    events.fire(new ScheduleChanged("schedule.changed", after, caller.name()));
    return after;
  }

  /** Deletes one with its history; a task of it that is at work goes on. */
  @Transactional
  public void remove(String id, Caller caller) {
    Schedule schedule = own(id, caller);
    // The record first, as everybody else takes it who writes both.
    events.fire(new ScheduleChanged("schedule.removed", schedule, caller.name()));
    repository.remove(id);
  }

  private Schedule own(String id, Caller caller) {
    Schedule schedule =
        repository
            .lock(id)
            .filter(found -> found.isSeenBy(caller))
            .orElseThrow(() -> new UnknownSchedule(id));
    if (!schedule.isChangedBy(caller)) {
      throw new NotAllowed(
          "this schedule is " + schedule.madeBy().name() + "'s; make one of your own");
    }
    return schedule;
  }

  /** What became of its times, the newest first. */
  public List<ScheduleRun> runs(String id, Optional<Instant> before, int limit) {
    return repository.runs(id, before, limit);
  }
}
