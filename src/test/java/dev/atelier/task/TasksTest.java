package dev.atelier.task;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.BackgroundWork;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.control.ControlHeld;
import dev.atelier.control.HandsOnRecord;
import dev.atelier.control.Leases;
import dev.atelier.control.LeasesInMemory;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.Screenshot;
import dev.atelier.json.InvalidField;
import dev.atelier.session.Session;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.session.UnknownSession;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Goal;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Observation.Answer;
import dev.atelier.vision.ScriptedBackend;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.UnknownVisionBackend;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionBackends;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TasksTest {
  private static final int RACERS = 50;

  private final SessionsInMemory room = new SessionsInMemory();
  private final ScriptedBackend backend = new ScriptedBackend();
  private final MemoryTaskRepository repository = new MemoryTaskRepository();
  private final FakeEvents<TaskChanged> changes = new FakeEvents<>();
  private final MemoryPictures pictures = new MemoryPictures();
  private final Leases leases = LeasesInMemory.fresh();
  private final FakeAccounts accounts = new FakeAccounts();
  private final HandSetClock clock = new HandSetClock();
  private final TaskRecord record = new TaskRecord(repository, changes, new FakeEvents<>());
  private final VisionBackends backends =
      new VisionBackends(List.of(backend), Optional.of("scripted"), Optional.empty(), false);
  private final HeldTimers background = new HeldTimers();
  private final TaskLauncher launcher =
      new TaskLauncher(
          room.sessions(),
          leases,
          backends,
          repository,
          record,
          new TaskRunner(
              room.sessions(),
              new HandsOnRecord(leases).hands(),
              record,
              pictures,
              List.of(new StepLimit()),
              accounts,
              ended -> {},
              background,
              clock),
          background,
          accounts,
          List.of(),
          clock);
  private final FakeUndoPoints undoPoints = new FakeUndoPoints();
  private final MemoryQueueRepository waiting = new MemoryQueueRepository();
  private final TaskQueue queue =
      new TaskQueue(
          waiting,
          repository,
          new QueueRecord(waiting, repository, changes),
          launcher,
          room.sessions(),
          backends,
          leases,
          List.of(undoPoints),
          background,
          clock);
  private final Tasks tasks =
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
          List.of(undoPoints),
          clock,
          30,
          Optional.empty(),
          "on-request");
  private String session = "";

  @BeforeEach
  void makeADesktop() throws InterruptedException {
    Session made = room.sessions().create(SessionRequest.labelled("Ada"), "ada");
    session = room.sessions().awaitReady(made.id(), Duration.ofSeconds(10)).id();
  }

  @AfterEach
  void stop() {
    launcher.stop();
    background.stop();
    room.close();
  }

  @Test
  void aGoalIsTakenOnAndCarriedOut() {
    backend.finish("done");
    Task task = submit("press Return");
    assertThat(task.status()).isEqualTo(TaskStatus.RUNNING);
    awaitStatus(task, TaskStatus.COMPLETED);
    await().until(() -> leases.current(session).isEmpty());
    assertThat(changes.fired())
        .extracting(TaskChanged::type)
        .containsExactly("task.started", "task.completed");
  }

  @Test
  void aBusyDesktopRefusesWithTheTaskItWorksOn() {
    backend.think();
    Task first = submit("press Return");
    assertThatThrownBy(() -> submit("press Escape"))
        .isInstanceOfSatisfying(
            SessionBusy.class, busy -> assertThat(busy.taskId()).isEqualTo(first.id()))
        .hasMessageContaining(first.id());
    assertThat(repository.all(TaskPlace.FIRST, 99)).hasSize(1);
    assertThat(backend.open()).isEqualTo(1);
  }

  @Test
  void ofManyGoalsAtOnceOneIsTakenOn() throws Exception {
    backend.think();
    ExecutorService pool = Executors.newFixedThreadPool(RACERS);
    CyclicBarrier start = new CyclicBarrier(RACERS);
    Callable<Task> race =
        () -> {
          start.await();
          return submit("press Return");
        };
    List<Future<Task>> racers = new ArrayList<>();
    for (int n = 0; n < RACERS; n++) {
      racers.add(pool.submit(race));
    }
    List<Task> winners = new ArrayList<>();
    for (Future<Task> racer : racers) {
      try {
        winners.add(racer.get());
      } catch (ExecutionException refused) {
        assertThat(refused).hasCauseInstanceOf(SessionBusy.class);
      }
    }
    pool.shutdown();
    assertThat(winners).hasSize(1);
    assertThat(repository.unfinished()).hasSize(1);
    assertThat(backend.open()).isEqualTo(1);
  }

  @Test
  void aGoalThatIsNotUnderstoodLeavesNothingBehind() {
    backend.refuse("dance");
    assertThatThrownBy(() -> submit("dance for me")).isInstanceOf(GoalNotUnderstood.class);
    assertThat(repository.unfinished()).isEmpty();
    assertThat(leases.current(session)).isEmpty();
    assertThat(changes.fired()).isEmpty();
    backend.finish("done");
    awaitStatus(submit("press Return"), TaskStatus.COMPLETED);
  }

  @Test
  void aTaskThatCannotBePutOnRecordIsNotBegun() {
    changes.observedBy(
        event -> {
          throw new IllegalStateException("the record is full");
        });
    assertThatThrownBy(() -> submit("press Return")).hasMessage("the record is full");
    assertThat(leases.current(session)).isEmpty();
    assertThat(backend.open()).isZero();
    assertThat(backend.observations()).isEmpty();
  }

  @Test
  void atAReachedCapATaskIsRefusedAndNothingIsLeft() {
    accounts.refuse(cap());
    assertThatThrownBy(() -> submit("press Return")).isInstanceOf(SpendingCapReached.class);
    assertThat(repository.unfinished()).isEmpty();
    assertThat(backend.open()).isZero();
  }

  private static SpendingCapReached cap() {
    return new SpendingCapReached("the cap is reached", ONE, ONE, Optional.empty());
  }

  @Test
  void aTaskThatEndedAtTheCapGoesOnFromThereWhenItIsRaised() {
    backend.act("", new Action.Type("hello")).then(seen -> fail(cap()));
    Task task = submit("press Return");
    awaitStatus(task, TaskStatus.BUDGET_EXCEEDED_USD);
    await().until(() -> leases.current(session).isEmpty());
    backend.finish("done");
    tasks.resume(session, task.id(), Optional.of(TEN), "ada");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(backend.assignments().get(1).done())
        .singleElement()
        .asString()
        .startsWith("type (text hello): ");
    Task resumed = tasks.get(session, task.id());
    assertThat(resumed.maxUsd()).contains(TEN);
    assertThat(tasks.steps(task.id())).extracting(Step::number).containsExactly(1, 2);
    assertThat(changes.fired())
        .extracting(TaskChanged::type)
        .containsExactly(
            "task.started", "task.budget_exceeded_usd", "task.resumed", "task.completed");
  }

  @Test
  void aTaskThatWasUndoneDoesNotGoOn() throws InterruptedException {
    Task task = endedAtTheCap();
    undoPoints.undo(task, task.startedAt().plusSeconds(60));
    assertThatThrownBy(() -> tasks.resume(session, task.id(), Optional.of(TEN), "ada"))
        .isInstanceOf(NotResumable.class)
        .hasMessageContaining("was undone; give the goal again");
    assertThat(tasks.get(session, task.id()).status()).isEqualTo(TaskStatus.BUDGET_EXCEEDED_USD);
  }

  @Test
  void aRefusedResumeDoesNotEndTheTaskThatIsResumedLater() throws InterruptedException {
    Task task = endedAtTheCap();
    backend.think();
    Task other = submit("press Escape");
    backend.awaitThinking();
    assertThatThrownBy(() -> tasks.resume(session, task.id(), Optional.of(TEN), "ada"))
        .isInstanceOf(SessionBusy.class);
    tasks.cancel(session, other.id(), "ada");
    awaitStatus(other, TaskStatus.CANCELLED);
    CountDownLatch works = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    backend.then(
        seen -> {
          works.countDown();
          mayEnd.await();
          return new Decision.Finish("done");
        });
    tasks.resume(session, task.id(), Optional.of(TEN), "ada");
    works.await();
    background.letAllCome();
    assertThat(tasks.get(session, task.id()).status()).isEqualTo(TaskStatus.RUNNING);
    mayEnd.countDown();
    awaitStatus(task, TaskStatus.COMPLETED);
  }

  @Test
  void aTaskThatMayBeOnRecordThoughItCouldNotBeginIsEndedThere() {
    changes.observedBy(
        event -> {
          if (event.type().equals("task.started")) {
            throw new IllegalStateException("the answer of the database got lost");
          }
        });
    assertThatThrownBy(() -> submit("press Return")).hasMessageContaining("got lost");
    assertThat(repository.unfinished()).hasSize(1);
    background.letAllCome();
    assertThat(repository.unfinished()).isEmpty();
  }

  @Test
  void whoeverWasToldThatATaskEndedAtTheCapMayGoOnWithItAtOnce() throws Exception {
    FutureTask<Task> resume =
        new FutureTask<>(
            () -> {
              Task task = repository.all(TaskPlace.FIRST, 1).get(0);
              return tasks.resume(session, task.id(), Optional.of(TEN), "ada");
            });
    Thread person = new Thread(resume);
    changes.observedBy(
        event -> {
          if (event.type().equals("task.budget_exceeded_usd")) {
            person.start();
            await().until(() -> resume.isDone() || person.getState() == Thread.State.TIMED_WAITING);
          }
        });
    backend.then(seen -> fail(cap())).finish("done");
    submit("press Return");
    await().until(resume::isDone);
    awaitStatus(resume.get(), TaskStatus.COMPLETED);
  }

  @Test
  void aTaskThatSomebodyElseResumedMeanwhileIsNotResumedTwice() {
    Task task = endedAtTheCap();
    Task resumed = task.with(TaskStatus.RUNNING);
    record.resumed(resumed, "ada");
    assertThatThrownBy(() -> record.resumed(resumed, "bob"))
        .isInstanceOf(NotResumable.class)
        .hasMessageContaining("is running");
    assertThat(count("task.resumed")).isEqualTo(1);
  }

  private Task endedAtTheCap() {
    backend.then(seen -> fail(cap()));
    Task task = submit("press Return");
    awaitStatus(task, TaskStatus.BUDGET_EXCEEDED_USD);
    await().until(() -> leases.current(session).isEmpty());
    return tasks.get(session, task.id());
  }

  private static Decision fail(RuntimeException why) {
    throw why;
  }

  @Test
  void onlyATaskThatEndedAtTheCapGoesOn() {
    Task task = submit("press Return");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThatThrownBy(() -> tasks.resume(session, task.id(), Optional.empty(), "ada"))
        .isInstanceOf(NotResumable.class)
        .hasMessageContaining("completed");
  }

  @Test
  void ofTwoAnswersTheFirstOneCounts() {
    backend.ask("Pay?").finish("paid");
    Task task = submit("press Return");
    awaitStatus(task, TaskStatus.NEEDS_APPROVAL);
    tasks.answer(session, task.id(), Optional.empty(), new Answer(true, "go on"), "ada");
    tasks.answer(session, task.id(), Optional.empty(), new Answer(false, "no"), "bob");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(count("task.approved") + count("task.denied")).isEqualTo(1);
    assertThat(backend.observations().get(1).answer()).contains(new Answer(true, "go on"));
  }

  @Test
  void anAnswerCountsForTheQuestionItWasGivenTo() {
    backend.ask("Pay 1 €?").ask("Pay 1000 €?").finish("paid");
    Task task = submit("press Return");
    awaitStatus(task, TaskStatus.NEEDS_APPROVAL);
    Answer yes = new Answer(true, "");
    tasks.answer(session, task.id(), Optional.of(1), yes, "ada");
    await()
        .until(
            () ->
                count("task.needs_approval") == 2
                    && repository.stepsAfter(task.id(), 1, 9).size() == 1);
    assertThatThrownBy(() -> tasks.answer(session, task.id(), Optional.of(1), yes, "bob"))
        .isInstanceOf(AnotherQuestion.class);
    assertThat(count("task.approved")).isEqualTo(1);
    tasks.answer(session, task.id(), Optional.of(2), yes, "ada");
    awaitStatus(task, TaskStatus.COMPLETED);
  }

  @Test
  void whatATaskNeedsOfAPersonIsAnsweredInWords() {
    backend.need("Which invoice?").finish("found");
    Task task = submit("press Return");
    awaitStatus(task, TaskStatus.NEEDS_YOU);
    assertThat(tasks.asking()).extracting(Task::id).containsExactly(task.id());
    tasks.answerInWords(session, task.id(), Optional.of(1), "the one of May", "ada");
    tasks.answerInWords(session, task.id(), Optional.empty(), "no, of June", "bob");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(backend.observations().get(1).answer()).contains(new Answer(true, "the one of May"));
    assertThat(tasks.steps(task.id()).get(0).result())
        .isEqualTo("the person answered: the one of May");
    assertThat(count("task.answered")).isEqualTo(1);
    assertThat(tasks.asking()).isEmpty();
  }

  @Test
  void whatATaskNeedsOfAPersonIsDoneOrRefusedByThem() {
    backend.need("Please log in.").need("And the code?").finish("given up");
    Task task = submit("press Return");
    awaitStatus(task, TaskStatus.NEEDS_YOU);
    tasks.answer(session, task.id(), Optional.of(1), new Answer(true, ""), "ada");
    await().until(() -> count("task.needs_you") == 2);
    tasks.answer(session, task.id(), Optional.of(2), new Answer(false, "I have none"), "ada");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(tasks.steps(task.id()))
        .extracting(Step::result)
        .startsWith("the person said that it is done", "the person said no: I have none");
  }

  @Test
  void wordsAloneAreNoYes() {
    backend.ask("Pay?").finish("paid");
    Task task = submit("press Return");
    awaitStatus(task, TaskStatus.NEEDS_APPROVAL);
    assertThatThrownBy(
            () -> tasks.answerInWords(session, task.id(), Optional.empty(), "well", "ada"))
        .isInstanceOf(YesOrNoWanted.class)
        .hasMessageContaining("approve or deny");
    tasks.answer(session, task.id(), Optional.empty(), new Answer(true, ""), "ada");
    awaitStatus(task, TaskStatus.COMPLETED);
    tasks.answerInWords(session, task.id(), Optional.empty(), "too late", "ada");
  }

  @Test
  void aTaskThatGoesOnIsToldWhatAPersonAnsweredBefore() {
    backend.ask("Pay?").ask("Send?").then(seen -> fail(cap()));
    Task task = submit("press Return");
    awaitStatus(task, TaskStatus.NEEDS_APPROVAL);
    tasks.answer(session, task.id(), Optional.of(1), new Answer(false, "too dear"), "ada");
    await().until(() -> repository.stepsAfter(task.id(), 1, 9).size() == 1);
    tasks.answer(session, task.id(), Optional.of(2), new Answer(true, ""), "ada");
    awaitStatus(task, TaskStatus.BUDGET_EXCEEDED_USD);
    tasks.resume(session, task.id(), Optional.empty(), "ada");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(backend.assignments().get(1).done())
        .containsExactly(
            "asked “Pay?”: the person said no: too dear", "asked “Send?”: the person said yes");
    assertThat(changes.fired())
        .filteredOn(change -> change.type().equals("task.denied"))
        .extracting(TaskChanged::note)
        .containsExactly("too dear");
  }

  @Test
  void aTaskWhoseBackendIsNoLongerThereIsNotResumed() {
    Task task = SampleTasks.asking("task_1", "model", Optional.empty());
    repository.add(SampleTasks.atTheCap(task));
    assertThatThrownBy(() -> tasks.resume("sess_a", "task_1", Optional.empty(), "ada"))
        .isInstanceOf(UnknownVisionBackend.class)
        .hasMessageContaining("there are scripted");
  }

  private long count(String type) {
    return changes.fired().stream().filter(change -> change.type().equals(type)).count();
  }

  @Test
  void whatWasBeingAskedWhenTheServerDiedIsChargedAndSaid() {
    Task task = SampleTasks.asking("task_1", "model", Optional.empty());
    repository.add(task);
    accounts.reserve(task, new ModelCall("dear", "model", Usage.of(0, 3)));
    tasks.endInterrupted();
    Task ended = repository.find("task_1").orElseThrow();
    assertThat(ended.totalCostUsd()).isEqualByComparingTo("3");
    assertThat(ended.error()).contains("is booked");
  }

  @Test
  void whatWasChargedIsSaidAlsoByAStartAfterOneThatWasKilledToo() {
    Task task = SampleTasks.asking("task_1", "model", Optional.empty());
    repository.add(task);
    accounts.reserve(task, new ModelCall("dear", "model", Usage.of(0, 3)));
    accounts.chargeUnsettled();
    tasks.endInterrupted();
    assertThat(repository.find("task_1").orElseThrow().error()).contains("is booked");
  }

  @Test
  void moreStepsThanTheServerAllowsAreRefused() {
    assertThatThrownBy(
            () ->
                tasks.submit(
                    session,
                    new TaskRequest(
                        Goal.of("press Return"),
                        Optional.of(31),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false),
                    "ada"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("max_steps must be at most 30");
  }

  @Test
  void anUnknownBackendIsRefusedWithThoseThereAre() {
    assertThatThrownBy(
            () ->
                tasks.submit(
                    session,
                    new TaskRequest(
                        Goal.of("press Return"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("oracle"),
                        Optional.empty(),
                        Optional.empty(),
                        false),
                    "ada"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("scripted");
  }

  @Test
  void aDesktopIsSavedBeforeATaskThatIsToBeUndone() {
    backend.finish("done");
    Task task = tasks.submit(session, toBeUndone("press Return"), "ada");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(undoPoints.taken()).containsExactly(task.id());
    assertThat(tasks.canUndo(task)).isTrue();
    backend.finish("done");
    Task other = submit("press Return");
    awaitStatus(other, TaskStatus.COMPLETED);
    assertThat(tasks.canUndo(other)).isFalse();
  }

  @Test
  void withoutItsSavedDesktopATaskDoesNotBegin() {
    undoPoints.fail("the disk is full");
    Task task = tasks.submit(session, toBeUndone("press Return"), "ada");
    awaitStatus(task, TaskStatus.DESKTOP_ERROR);
    assertThat(tasks.get(session, task.id()).error()).isEqualTo("the disk is full");
    assertThat(tasks.get(session, task.id()).stepCount()).isZero();
  }

  @Test
  void aTaskOnADesktopThatCannotBeSavedIsNotTakenOnToBeUndone() {
    undoPoints.impossible();
    assertThatThrownBy(() -> tasks.submit(session, toBeUndone("press Return"), "ada"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("undo is not possible on this desktop");
  }

  @Test
  void aTaskDoesNotBeginOnADesktopThatIsItselfBeingChanged() {
    var unused =
        leases.whileNobodyDrives(
            session,
            "being brought back to a snapshot",
            () -> {
              assertThatThrownBy(() -> submit("press Return"))
                  .isInstanceOf(ControlHeld.class)
                  .hasMessageContaining("being brought back to a snapshot");
              return session;
            });
    assertThat(tasks.ofSession(session, Instant.parse("9999-01-01T00:00:00Z"), 9)).isEmpty();
  }

  @Test
  void cancelledWhileItsDesktopIsSavedATaskDoesNothing() throws InterruptedException {
    CountDownLatch saving = new CountDownLatch(1);
    CountDownLatch saved = new CountDownLatch(1);
    undoPoints.meanwhile(
        () -> {
          saving.countDown();
          awaitUninterruptibly(saved);
        });
    Task task = tasks.submit(session, toBeUndone("press Return"), "ada");
    saving.await();
    tasks.cancel(session, task.id(), "ada");
    saved.countDown();
    awaitStatus(task, TaskStatus.CANCELLED);
    assertThat(tasks.get(session, task.id()).stepCount()).isZero();
    assertThat(undoPoints.taken()).containsExactly(task.id());
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException("saving must not be interrupted", interrupted);
    }
  }

  private static TaskRequest toBeUndone(String goal) {
    return new TaskRequest(
        Goal.of(goal),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(true),
        false);
  }

  @Test
  void anUnknownDesktopHasNoTasks() {
    assertThatThrownBy(() -> tasks.submit("sess_none", TaskRequest.of("press Return"), "ada"))
        .isInstanceOf(UnknownSession.class);
  }

  @Test
  void aCancelledTaskEndsAndItsDesktopIsFree() throws InterruptedException {
    backend.think();
    Task task = submit("press Return");
    backend.awaitThinking();
    tasks.cancel(session, task.id(), "ada");
    tasks.cancel(session, task.id(), "ada");
    awaitStatus(task, TaskStatus.CANCELLED);
    await().until(() -> leases.current(session).isEmpty());
    assertThat(changes.fired())
        .filteredOn(change -> change.type().equals("task.cancel_asked"))
        .hasSize(1);
    tasks.cancel(session, task.id(), "ada");
  }

  @Test
  void aCancelThatCannotBePutOnRecordCancelsNothing() throws InterruptedException {
    backend.think();
    Task task = submit("press Return");
    backend.awaitThinking();
    AtomicBoolean full = new AtomicBoolean(true);
    changes.observedBy(
        event -> {
          if (full.get()) {
            throw new IllegalStateException("the record is full");
          }
        });
    assertThatThrownBy(() -> tasks.cancel(session, task.id(), "ada"))
        .hasMessage("the record is full");
    full.set(false);
    assertThat(tasks.get(session, task.id()).status()).isEqualTo(TaskStatus.RUNNING);
    tasks.cancel(session, task.id(), "ada");
    awaitStatus(task, TaskStatus.CANCELLED);
    assertThat(changes.fired())
        .extracting(TaskChanged::type)
        .containsExactly(
            "task.started", "task.cancel_asked", "task.cancel_asked", "task.cancelled");
  }

  @Test
  void aTaskIsFoundOnItsOwnDesktopOnly() {
    Task task = submit("press Return");
    assertThatThrownBy(() -> tasks.get("sess_other", task.id())).isInstanceOf(UnknownTask.class);
    assertThatThrownBy(() -> tasks.cancel("sess_other", task.id(), "eve"))
        .isInstanceOf(UnknownTask.class);
    assertThat(tasks.get(session, task.id()).id()).isEqualTo(task.id());
  }

  @Test
  void workOnADesktopEndsWithTheReasonItEndsFor() throws InterruptedException {
    backend.think();
    Task task = submit("press Return");
    backend.awaitThinking();
    assertThat(tasks.on(session)).isPresent();
    tasks.endOn(session, "the desktop was paused");
    Task ended = tasks.get(session, task.id());
    assertThat(ended.status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(ended.error()).isEqualTo("the desktop was paused");
    assertThat(tasks.on(session)).isEmpty();
  }

  @Test
  void ofAPurgedDesktopThePicturesGoThatNoOtherDesktopShows() {
    Screenshot own = picture(1);
    Screenshot shared = picture(2);
    taskThatSaw("task_a", "sess_a", own, shared);
    taskThatSaw("task_b", "sess_b", shared);
    repository.purge("sess_a");
    tasks.forget("sess_a");
    tasks.forget("sess_a");
    assertThat(pictures.png(own.fingerprint())).isEmpty();
    assertThat(pictures.png(shared.fingerprint())).isPresent();
    repository.purge("sess_b");
    tasks.forget("sess_b");
    assertThat(pictures.count()).isZero();
  }

  private void taskThatSaw(String id, String sessionId, Screenshot... screens) {
    repository.add(SampleTasks.running(id, sessionId));
    for (int n = 0; n < screens.length; n++) {
      repository.append(SampleTasks.seen(id, n + 1, pictures.store(screens[n])));
    }
  }

  private static Screenshot picture(int colour) {
    return new Screenshot(1, 1, new int[] {colour});
  }

  @Test
  void tasksThatWereRunningWhenTheServerDiedEndWithThatReason() {
    repository.add(SampleTasks.running("task_old", session));
    repository.add(SampleTasks.completed(SampleTasks.running("task_done", session), "x"));
    tasks.endInterrupted();
    Task ended = repository.find("task_old").orElseThrow();
    assertThat(ended.status()).isEqualTo(TaskStatus.DESKTOP_ERROR);
    assertThat(ended.error()).startsWith("the server was stopped while this task was running");
    assertThat(ended.finishedAt()).contains(clock.instant());
    assertThat(changes.fired())
        .extracting(change -> change.task().id() + " " + change.type())
        .containsExactly("task_old task.desktop_error");
  }

  @Test
  void tasksThatRunNowAreNotTakenForInterrupted() throws InterruptedException {
    backend.think();
    Task task = submit("press Return");
    backend.awaitThinking();
    tasks.endInterrupted();
    assertThat(tasks.get(session, task.id()).status()).isEqualTo(TaskStatus.RUNNING);
  }

  @Test
  void aServerThatStopsEndsItsTasks() throws InterruptedException {
    backend.think();
    Task task = submit("press Return");
    backend.awaitThinking();
    launcher.stop();
    assertThat(tasks.get(session, task.id()).error()).isEqualTo("the server was stopped");
  }

  @Test
  void whoeverWaitsForADesktopTouchesNoDatabase() throws InterruptedException {
    Thread waiting = Thread.currentThread();
    room.repository().forbid(waiting);
    assertThat(room.sessions().desktop(session).connected()).isTrue();
  }

  private Task submit(String goal) {
    return tasks.submit(session, TaskRequest.of(goal), "ada");
  }

  private void awaitStatus(Task task, TaskStatus status) {
    await()
        .untilAsserted(() -> assertThat(tasks.get(session, task.id()).status()).isEqualTo(status));
  }

  /** What is to be done later waits until a test lets it come. */
  private static final class HeldTimers extends BackgroundWork {
    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
    private volatile Thread coming;

    HeldTimers() {
      super(
          work -> {
            Thread thread = new Thread(work, "task");
            thread.setDaemon(true);
            return thread;
          });
    }

    @Override
    public void later(Duration delay, Runnable work) {
      held.add(work);
    }

    @Override
    public void run(Runnable work) {
      if (Thread.currentThread() == coming) {
        work.run();
      } else {
        super.run(work);
      }
    }

    /** Returns when all that was due is done. */
    void letAllCome() {
      coming = Thread.currentThread();
      for (Runnable work = held.poll(); work != null; work = held.poll()) {
        work.run();
      }
      coming = null;
    }
  }
}
