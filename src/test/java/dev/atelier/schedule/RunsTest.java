package dev.atelier.schedule;

import static dev.atelier.schedule.ScheduleRoom.ADA;
import static dev.atelier.schedule.ScheduleRoom.daily;
import static dev.atelier.schedule.ScheduleRoom.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.Caller;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.recipe.Recipe;
import dev.atelier.recipe.RecipeDraft;
import dev.atelier.session.Session;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.storage.LibraryOnH2;
import dev.atelier.task.Task;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.TasksInMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The clock stands at half past ten in Vienna on 21 November 2026. */
@Timeout(60)
class RunsTest {
  private final HandSetClock clock = new HandSetClock();
  private final LibraryOnH2 database = new LibraryOnH2();
  private final SessionsInMemory desktops = new SessionsInMemory();
  private final List<ScheduleRoom> rooms = new ArrayList<>();
  private ScheduleRoom room;
  private String session = "";

  @BeforeEach
  void start() throws InterruptedException {
    Session made = desktops.sessions().create(SessionRequest.labelled("Ada"), "ada");
    session = desktops.sessions().awaitReady(made.id(), Duration.ofSeconds(10)).id();
    room = started();
  }

  /** A server that has just started on what is in the database. */
  private ScheduleRoom started() {
    ScheduleRoom started = new ScheduleRoom(database, desktops, clock);
    rooms.add(started);
    return started;
  }

  @AfterEach
  void stop() {
    rooms.forEach(ScheduleRoom::close);
    desktops.close();
  }

  private void itBecomes(String moment) {
    clock.pass(Duration.between(clock.instant(), Instant.parse(moment)));
  }

  private ScheduleRun awaitEnded(Schedule schedule) {
    await().until(() -> room.runsOf(schedule).stream().noneMatch(run -> run.outcome().isOpen()));
    return room.runsOf(schedule).get(0);
  }

  private Schedule now(Schedule schedule) {
    return room.schedules().get(schedule.id(), ADA);
  }

  @Test
  void whatIsDueBecomesATaskOnceAndItsEndIsOnRecord() {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    room.runs().beginDue();
    assertThat(room.runsOf(schedule)).isEmpty();
    itBecomes("2026-11-22T06:00:01Z");
    room.runs().beginDue();
    room.runs().beginDue();

    ScheduleRun run = awaitEnded(schedule);
    assertThat(room.runsOf(schedule)).hasSize(1);
    assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(run.plannedAt()).isEqualTo("2026-11-22T06:00:00Z");
    assertThat(room.given(session)).extracting(Task::id).containsExactly(run.taskId().get());
    assertThat(room.tasks().changes().fired().get(0).actor())
        .isEqualTo("ada, by the schedule Report");
    assertThat(room.noted())
        .containsExactly("schedule.due", "schedule.started", "schedule.completed");
    assertThat(now(schedule).nextAt()).contains(Instant.parse("2026-11-23T06:00:00Z"));
  }

  @Test
  void everyDayIsEveryDayAlsoWhenTheClockChanges() {
    for (String[] change :
        new String[][] {
          {
            "2027-03-26T12:00:00Z",
            "2027-03-27T01:30:00Z",
            "2027-03-28T01:00:00Z",
            "2027-03-29T00:30:00Z"
          },
          {
            "2027-10-29T12:00:00Z",
            "2027-10-30T00:30:00Z",
            "2027-10-31T00:30:00Z",
            "2027-11-01T01:30:00Z"
          }
        }) {
      itBecomes(change[0]);
      Schedule schedule = room.add(draft(session, "every day at 02:30", Overlap.SKIP, Missed.SKIP));
      Instant end = Instant.parse(change[3]).plusSeconds(3600);
      while (clock.instant().isBefore(end)) {
        clock.pass(Duration.ofMinutes(4));
        room.runs().beginDue();
        if (isOpen(schedule)) {
          await().until(() -> !isOpen(schedule));
        }
      }
      assertThat(room.runsOf(schedule))
          .extracting(run -> run.plannedAt().toString())
          .containsExactly(change[3], change[2], change[1]);
      assertThat(room.runsOf(schedule)).allMatch(run -> run.outcome() == Outcome.COMPLETED);
      room.schedules().remove(schedule.id(), ADA);
    }
  }

  private boolean isOpen(Schedule schedule) {
    return room.runsOf(schedule).stream().anyMatch(run -> run.outcome().isOpen());
  }

  @Test
  void lookingFromManyPlacesAtOnceTakesATimeUpOnce() throws Exception {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    itBecomes("2026-11-22T06:00:01Z");
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<Optional<ScheduleRun>>> looks = new ArrayList<>();
      for (int n = 0; n < 6; n++) {
        looks.add(
            threads.submit(() -> database.within(() -> room.records().takeUp(schedule.id()))));
      }
      int taken = 0;
      for (Future<Optional<ScheduleRun>> look : looks) {
        taken += look.get().isPresent() ? 1 : 0;
      }
      assertThat(taken).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
    assertThat(room.runsOf(schedule)).hasSize(1);
  }

  @Test
  void aTimeThatComesWhileTheLastRunIsAtWorkIsSkipped() throws Exception {
    Schedule schedule = room.add(draft(session, "every hour", Overlap.SKIP, Missed.SKIP));
    room.backend().think();
    itBecomes("2026-11-21T10:00:01Z");
    room.runs().beginDue();
    room.backend().awaitThinking();
    itBecomes("2026-11-21T11:00:01Z");
    room.runs().beginDue();
    assertThat(room.runsOf(schedule))
        .extracting(ScheduleRun::outcome)
        .containsExactly(Outcome.SKIPPED, Outcome.RUNNING);
    assertThat(room.runsOf(schedule).get(0).reason())
        .isEqualTo("the run of 2026-11-21T10:00:00Z is still at work");
    Task task = room.given(session).get(0);
    room.tasks().tasks().cancel(session, task.id(), "bob");
    assertThat(awaitEnded(schedule).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(room.runsOf(schedule).get(1).outcome()).isEqualTo(Outcome.FAILED);
    itBecomes("2026-11-21T12:00:01Z");
    room.runs().beginDue();
    assertThat(awaitEnded(schedule).outcome()).isEqualTo(Outcome.COMPLETED);
  }

  @Test
  void aDesktopThatIsBusyWithSomethingElseIsLeftAloneOrQueuedAt() throws Exception {
    Schedule skips = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    Schedule queues = room.add(daily(session, Overlap.QUEUE, Missed.SKIP));
    room.backend().think();
    Task other =
        room.tasks()
            .tasks()
            .submit(session, TaskRequest.of("something else"), TasksInMemory.giver("bob"));
    room.backend().awaitThinking();
    itBecomes("2026-11-22T06:00:01Z");
    room.runs().beginDue();
    assertThat(room.runsOf(skips).get(0).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(room.runsOf(skips).get(0).reason()).startsWith("the desktop was busy");
    assertThat(room.runsOf(queues).get(0).outcome()).isNotEqualTo(Outcome.SKIPPED);
    room.tasks().tasks().cancel(session, other.id(), "bob");
  }

  @Test
  void timesAtWhichTheServerWasDownAreSkippedWithTheReason() {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    itBecomes("2026-11-24T09:00:00Z");
    room = started();
    room.runs().beginDue();
    ScheduleRun run = awaitEnded(schedule);
    assertThat(room.runsOf(schedule)).hasSize(1);
    assertThat(run.outcome()).isEqualTo(Outcome.MISSED);
    assertThat(run.plannedAt()).isEqualTo("2026-11-22T06:00:00Z");
    assertThat(run.reason())
        .isEqualTo(
            "the server was not running at 2026-11-22T06:00:00Z nor at the 2 times after it");
    assertThat(room.given(session)).isEmpty();
    assertThat(now(schedule).nextAt()).contains(Instant.parse("2026-11-25T06:00:00Z"));
  }

  @Test
  void orCaughtUpOnceForAllOfThem() {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.CATCH_UP));
    itBecomes("2026-11-24T09:00:00Z");
    room = started();
    room.runs().beginDue();
    room.runs().beginDue();
    ScheduleRun run = awaitEnded(schedule);
    assertThat(room.runsOf(schedule)).hasSize(1);
    assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(run.plannedAt()).isEqualTo("2026-11-24T06:00:00Z");
    assertThat(run.reason()).startsWith("caught up: the server was not running at 2026-11-22");
    assertThat(room.given(session)).hasSize(1);
  }

  @Test
  void theLastOfSeveralTimesIsTakenUpWhenItHasOnlyJustCome() {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    itBecomes("2026-11-23T06:00:30Z");
    room = started();
    room.runs().beginDue();
    awaitEnded(schedule);
    assertThat(room.runsOf(schedule))
        .extracting(run -> run.plannedAt() + " " + run.outcome())
        .containsExactly("2026-11-23T06:00:00Z COMPLETED", "2026-11-22T06:00:00Z MISSED");
  }

  /** The server is killed between the row and the task. */
  @Test
  void aTimeThatWasTakenUpAndBecameNoTaskIsBegunByTheNextServer() {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    itBecomes("2026-11-22T06:00:01Z");
    assertThat(room.records().takeUp(schedule.id())).isPresent();
    clock.pass(Duration.ofSeconds(20));
    room = started();
    room.runs().beginLeftBehind(clock.instant());
    room.runs().beginDue();
    assertThat(awaitEnded(schedule).outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(room.runsOf(schedule)).hasSize(1);
    assertThat(room.given(session)).hasSize(1);
  }

  @Test
  void butNotHoursLaterWhereThatIsNotWanted() {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    itBecomes("2026-11-22T06:00:01Z");
    assertThat(room.records().takeUp(schedule.id())).isPresent();
    clock.pass(Duration.ofHours(3));
    room = started();
    room.runs().beginLeftBehind(clock.instant());
    assertThat(awaitEnded(schedule).outcome()).isEqualTo(Outcome.MISSED);
    assertThat(room.given(session)).isEmpty();
  }

  /** It is being begun, by another thread of this very server. */
  @Test
  void whatThisServerTookUpIsNotLeftBehind() {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    itBecomes("2026-11-22T06:00:01Z");
    Instant start = clock.instant();
    clock.pass(Duration.ofMillis(1));
    ScheduleRun run = room.records().takeUp(schedule.id()).orElseThrow();
    clock.pass(Duration.ofSeconds(20));
    room.runs().beginLeftBehind(start);
    assertThat(room.given(session)).isEmpty();
    assertThat(room.runsOf(schedule)).containsExactly(run);
    clock.pass(Duration.ofMinutes(11));
    room.runs().beginLeftBehind(start);
    assertThat(awaitEnded(schedule).outcome())
        .as("what was lost is not waited for until the next start")
        .isEqualTo(Outcome.MISSED);
  }

  @Test
  void whoIsLateFindsTheRunBegunAndBeginsNothing() {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    itBecomes("2026-11-22T06:00:01Z");
    ScheduleRun run = room.records().takeUp(schedule.id()).orElseThrow();
    room.runs().begin(run);
    ScheduleRun ended = awaitEnded(schedule);
    room.runs().begin(run);
    room.records().end(run, Outcome.REFUSED, "too late");
    assertThat(room.runsOf(schedule)).containsExactly(ended);
    assertThat(ended.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(completed()).containsExactly(ended.taskId().orElseThrow());
  }

  private List<String> completed() {
    return room.tasks().changes().fired().stream()
        .filter(change -> change.type().equals("task.completed"))
        .map(change -> change.task().id())
        .toList();
  }

  @Test
  void whatSomebodyAsksForWhileTheServerLooksForWhatWasLeftBehindIsDoneOnce() throws Exception {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    Instant start = clock.instant();
    AtomicBoolean over = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<?>> looks = new ArrayList<>();
      for (int n = 0; n < 2; n++) {
        looks.add(
            threads.submit(
                () -> {
                  while (!over.get()) {
                    room.runs().beginLeftBehind(start);
                  }
                }));
      }
      for (int n = 0; n < 20; n++) {
        clock.pass(Duration.ofMillis(5));
        var unused = room.runs().now(schedule.id(), "bob");
        assertThat(awaitEnded(schedule).outcome()).isEqualTo(Outcome.COMPLETED);
      }
      over.set(true);
      for (Future<?> look : looks) {
        look.get();
      }
    } finally {
      over.set(true);
      threads.shutdownNow();
    }
    assertThat(room.runsOf(schedule)).hasSize(20);
    assertThat(completed()).hasSize(20);
  }

  /** The server is killed while the task is at work. */
  @Test
  void aTimeThatBecameATaskIsNotBegunAgain() throws Exception {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.CATCH_UP));
    room.backend().think();
    itBecomes("2026-11-22T06:00:01Z");
    room.runs().beginDue();
    room.backend().awaitThinking();
    ScheduleRoom after = started();
    after.runs().beginLeftBehind(clock.instant());
    after.runs().beginDue();
    assertThat(after.given(session)).isEmpty();
    assertThat(after.runsOf(schedule)).singleElement().matches(run -> run.taskId().isPresent());
  }

  @Test
  void whoMayNotAnyMoreHasNothingDoneInTheirName() {
    Schedule schedule = room.add(draft(session, "every hour", Overlap.SKIP, Missed.SKIP));
    String[] reasons = new String[4];
    List<Optional<Caller>> rights =
        List.of(
            Optional.empty(),
            Optional.of(Caller.of("ada", Role.VIEWER)),
            Optional.of(new Caller("ada", Role.ADMIN, Optional.of(Set.of("sess_other")))));
    for (int n = 0; n < rights.size(); n++) {
      Optional<Caller> now = rights.get(n);
      room.standing(caller -> now);
      itBecomes("2026-11-21T1" + n + ":00:01Z");
      room.runs().beginDue();
      ScheduleRun run = awaitEnded(schedule);
      assertThat(run.outcome()).isEqualTo(Outcome.REFUSED);
      reasons[n] = run.reason();
    }
    assertThat(reasons)
        .startsWith(
            "ada may not come in here any more",
            "ada may not give this desktop tasks any more",
            "ada may not give this desktop tasks any more");
    assertThat(room.given(session)).isEmpty();
    assertThat(room.noted()).contains("schedule.failed");
  }

  @Test
  void aRecipeIsRunWithItsBlanksFilledAndMissedWhenItIsGone() {
    Recipe recipe = room.recipes().add(weather("look up {{city}}"), ADA);
    Schedule schedule = room.add(running(recipe));
    itBecomes("2026-11-22T06:00:01Z");
    room.runs().beginDue();
    assertThat(awaitEnded(schedule).outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(room.given(session).get(0).goal().text()).isEqualTo("look up Graz");
    assertThat(room.given(session).get(0).maxSteps()).isEqualTo(7);
    room.recipes().remove(recipe.id(), ADA);
    itBecomes("2026-11-23T06:00:01Z");
    room.runs().beginDue();
    assertThat(awaitEnded(schedule).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(awaitEnded(schedule).reason()).contains("recipe was deleted");
  }

  /** Whoever changes it would have another's desktop do what it says now. */
  @Test
  void aRecipeThatWasChangedSinceIsNotRunUntilTheScheduleIsSavedAgain() {
    Recipe recipe = room.recipes().add(weather("look up {{city}}"), ADA);
    Schedule schedule = room.add(running(recipe));
    itBecomes("2026-11-21T12:00:00Z");
    room.recipes().change(recipe.id(), weather("delete all of {{city}}"), ADA);
    itBecomes("2026-11-22T06:00:01Z");
    room.runs().beginDue();
    assertThat(awaitEnded(schedule).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(awaitEnded(schedule).reason())
        .startsWith("the recipe was changed since the schedule was saved");
    assertThat(room.runs().now(schedule.id(), "bob").outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(room.given(session)).isEmpty();
    assertThat(room.noted()).endsWith("schedule.failed");
    room.schedules().change(schedule.id(), running(recipe), ADA);
    itBecomes("2026-11-23T06:00:01Z");
    room.runs().beginDue();
    assertThat(awaitEnded(schedule).outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(room.given(session).get(0).goal().text()).isEqualTo("delete all of Graz");
  }

  private static RecipeDraft weather(String goal) {
    return new RecipeDraft("Weather", "", goal, Optional.empty(), Map.of(), false);
  }

  private ScheduleDraft running(Recipe recipe) {
    ScheduleDraft plain = daily(session, Overlap.SKIP, Missed.SKIP);
    return new ScheduleDraft(
        "Weather",
        session,
        Work.recipe(recipe.id(), Map.of("city", "Graz")),
        plain.when(),
        plain.zone(),
        true,
        Overlap.SKIP,
        Missed.SKIP,
        Optional.of(7),
        Optional.empty());
  }

  /** In words that a person can act on, and not as something unforeseen. */
  @Test
  void whereAsManyTasksWaitAsMayTheRunIsRefusedWithThat() throws Exception {
    Schedule schedule = room.add(daily(session, Overlap.QUEUE, Missed.SKIP));
    room.backend().think();
    Task other =
        room.tasks()
            .tasks()
            .submit(session, TaskRequest.of("something else"), TasksInMemory.giver("bob"));
    room.backend().awaitThinking();
    for (int n = 0; n < 50; n++) {
      room.tasks()
          .tasks()
          .submit(session, TaskRequest.of("one more").queued(), TasksInMemory.giver("bob"));
    }
    itBecomes("2026-11-22T06:00:01Z");
    room.runs().beginDue();
    assertThat(awaitEnded(schedule).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(awaitEnded(schedule).reason()).contains("50 tasks wait");
    room.tasks().tasks().cancel(session, other.id(), "bob");
  }

  @Test
  void aTaskThatEndsBadlyIsAFailureWithItsReason() {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    room.backend().giveUp("there is no button");
    itBecomes("2026-11-22T06:00:01Z");
    room.runs().beginDue();
    ScheduleRun run = awaitEnded(schedule);
    assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(run.reason()).contains("there is no button");
    assertThat(room.noted()).endsWith("schedule.failed");
  }

  @Test
  void aGoalThatTheBackendRefusesIsAFailureAndNoTask() {
    Schedule schedule = room.add(daily(session, Overlap.SKIP, Missed.SKIP));
    room.backend().refuse("report");
    itBecomes("2026-11-22T06:00:01Z");
    room.runs().beginDue();
    assertThat(awaitEnded(schedule).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(room.given(session)).isEmpty();
  }

  @Test
  void whatIsOffIsNotBegunByTheClockButByHand() {
    ScheduleDraft on = daily(session, Overlap.SKIP, Missed.SKIP);
    Schedule schedule = room.add(on);
    room.schedules().change(schedule.id(), off(on), ADA);
    itBecomes("2026-11-22T06:00:01Z");
    room.runs().beginDue();
    assertThat(room.runsOf(schedule)).isEmpty();
    ScheduleRun run = room.runs().now(schedule.id(), "bob");
    assertThat(run.reason()).isEqualTo("asked for by bob");
    assertThat(awaitEnded(schedule).outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(now(schedule).nextAt()).isEmpty();
  }

  private static ScheduleDraft off(ScheduleDraft on) {
    return new ScheduleDraft(
        on.name(),
        on.sessionId(),
        on.work(),
        on.when(),
        on.zone(),
        false,
        on.overlap(),
        on.missed(),
        on.maxSteps(),
        on.maxUsd());
  }
}
