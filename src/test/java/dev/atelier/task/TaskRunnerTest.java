package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.BackgroundWork;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.control.ActionBegins;
import dev.atelier.control.HandsOnRecord;
import dev.atelier.control.Leases;
import dev.atelier.control.LeasesInMemory;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.FakeDesktop;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Size;
import dev.atelier.session.DesktopNotReady;
import dev.atelier.session.UnknownSession;
import dev.atelier.task.TaskGuard.Verdict;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import dev.atelier.vision.Observation.Answer;
import dev.atelier.vision.Observations;
import dev.atelier.vision.ScriptedBackend;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.VisionUnavailable;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TaskRunnerTest {
  private static final Action CLICK = Action.Click.left(new Point(3, 4));
  private static final Action TYPE = new Action.Type("hello");

  private final FakeDesktop desktop = new FakeDesktop();
  private final ScriptedBackend backend = new ScriptedBackend();
  private final Leases leases = LeasesInMemory.fresh();
  private final HandsOnRecord hands = new HandsOnRecord(leases);
  private final MemoryTaskRepository tasks = new MemoryTaskRepository();
  private final MemoryPictures pictures = new MemoryPictures();
  private final FakeEvents<TaskChanged> changes = new FakeEvents<>();
  private final FakeEvents<StepTaken> stepsTaken = new FakeEvents<>();
  private final List<TaskGuard> guards = new ArrayList<>(List.of(new StepLimit()));
  private final FakeAccounts accounts = new FakeAccounts();
  private final HandSetClock clock = new HandSetClock();
  private final BackgroundWork background =
      new BackgroundWork(
          work -> {
            Thread thread = new Thread(work, "background");
            thread.setDaemon(true);
            return thread;
          });
  private final RunningTask control = new RunningTask(SampleTasks.running("task_1", "sess_a"));

  @AfterEach
  void stop() {
    background.stop();
  }

  @Test
  void aGoalIsReachedStepByStep() {
    backend.act("to open it", CLICK).act("to greet", TYPE).finish("all is said");
    Task ended = run(30);
    assertThat(ended.status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(ended.finalText()).isEqualTo("all is said");
    assertThat(ended.error()).isEmpty();
    assertThat(ended.finishedAt()).isPresent();
    assertThat(steps()).extracting(Step::number).containsExactly(1, 2, 3);
    assertThat(steps())
        .extracting(Step::verb)
        .containsExactly(Optional.of("left_click"), Optional.of("type"), Optional.empty());
    assertThat(steps())
        .extracting(Step::text)
        .containsExactly("to open it", "to greet", "all is said");
    assertThat(desktop.calls()).contains("move to [3, 4]", "type hello");
    assertThat(tasks.find("task_1")).contains(ended);
    assertThat(ended.stepCount()).isEqualTo(3);
  }

  @Test
  void itsEndIsToldOnceAndAfterAllSteps() {
    backend.act("", CLICK, TYPE);
    run(30);
    assertThat(stepsTaken.fired()).hasSize(3);
    assertThat(changes.fired()).extracting(TaskChanged::type).containsExactly("task.completed");
  }

  @Test
  void eachStepKeepsThePictureItWasDecidedOn() {
    backend.act("", CLICK);
    run(30);
    assertThat(steps()).allSatisfy(step -> assertThat(step.picture()).isPresent());
    assertThat(pictures.png(steps().get(0).picture().orElseThrow())).isPresent();
    assertThat(pictures.count()).isEqualTo(1);
  }

  @Test
  void actionsAreOnRecordUnderTheTaskAndItsStep() {
    backend.act("", CLICK, TYPE);
    run(30);
    assertThat(hands.beginnings().fired())
        .extracting(ActionBegins::actor)
        .extracting(actor -> actor.taskId().orElse("") + " " + actor.step())
        .containsExactly("task_1 1", "task_1 2");
  }

  @Test
  void theNextDecisionKnowsWhatCameOfTheLast() {
    backend.act("", CLICK, TYPE);
    run(30);
    assertThat(backend.observations().get(0).outcomes()).isEmpty();
    assertThat(backend.observations().get(1).outcomes())
        .extracting(outcome -> outcome.action().verb() + " " + outcome.ok())
        .containsExactly("left_click true", "type true");
    assertThat(backend.observations().get(1).step()).isEqualTo(3);
  }

  @Test
  void aBatchStopsAtItsFirstFailure() {
    desktop.failOn("press LEFT");
    backend.act("", CLICK, TYPE).finish("went on");
    Task ended = run(30);
    assertThat(desktop.calls()).doesNotContain("type hello");
    assertThat(steps().get(0).result()).startsWith("desktop error: ");
    assertThat(backend.observations().get(1).outcomes())
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.ok()).isFalse());
    assertThat(ended.status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void aPlaceThatIsNoLongerOnTheScreenIsAFailureAndNothingIsPressed() {
    desktop.resize(new Size(64, 64));
    backend.act("", Action.Click.left(new Point(900, 500)));
    run(30);
    assertThat(steps().get(0).result()).startsWith("desktop error: coordinate");
    assertThat(desktop.calls()).noneMatch(call -> call.startsWith("press"));
  }

  @Test
  void givingUpEndsTheTaskWithWhatStoodInTheWay() {
    backend.giveUp("there is no “Sign in”; I saw “Log on”");
    Task ended = run(30);
    assertThat(ended.status()).isEqualTo(TaskStatus.DESKTOP_ERROR);
    assertThat(ended.error()).isEqualTo("there is no “Sign in”; I saw “Log on”");
    assertThat(ended.finalText()).isEmpty();
    assertThat(steps()).extracting(Step::text).containsExactly(ended.error());
  }

  @Test
  void theStepLimitEndsATaskAlsoInTheMiddleOfABatch() {
    backend.act("", TYPE, TYPE, TYPE, TYPE);
    Task ended = run(2);
    assertThat(ended.status()).isEqualTo(TaskStatus.BUDGET_EXCEEDED_STEPS);
    assertThat(ended.error()).isEqualTo("the goal was not reached within 2 steps");
    assertThat(steps()).hasSize(2);
    assertThat(desktop.calls()).filteredOn("type hello"::equals).hasSize(2);
  }

  @Test
  void anyGuardMayStopItBeforeTheModelIsAsked() {
    guard(new Verdict.Stop(TaskStatus.BUDGET_EXCEEDED_USD, "no money is left"));
    Task ended = run(30);
    assertThat(ended.status()).isEqualTo(TaskStatus.BUDGET_EXCEEDED_USD);
    assertThat(ended.error()).isEqualTo("no money is left");
    assertThat(desktop.calls()).containsExactly("look");
    assertThat(backend.observations()).isEmpty();
  }

  @Test
  void whatAGuardWarnsOfIsToldToTheModel() {
    guard(new Verdict.Warn("you go round in circles"));
    backend.act("", CLICK).finish("done");
    run(30);
    assertThat(backend.observations())
        .extracting(Observation::notes)
        .containsOnly(List.of("you go round in circles"));
  }

  @Test
  void itWaitsForAPersonsAnswerAndTellsTheModel() throws Exception {
    backend.ask("Pay 12 € to Ada?").finish("paid");
    FutureTask<Task> work = new FutureTask<>(() -> run(30));
    new Thread(work).start();
    await().until(() -> tasks.find("task_1").get().status() == TaskStatus.NEEDS_APPROVAL);
    List<Integer> recorded = new ArrayList<>();
    Answer no = new Answer(false, "too much");
    control.answerOnRecord(Optional.empty(), no, recorded::add);
    control.answerOnRecord(Optional.empty(), new Answer(true, ""), recorded::add);
    assertThat(recorded).as("the questions of the answers that counted").containsExactly(1);
    assertThat(work.get().status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(backend.observations())
        .extracting(Observation::answer)
        .containsExactly(Optional.empty(), Optional.of(no));
    assertThat(steps()).extracting(Step::text).containsExactly("Pay 12 € to Ada?", "paid");
    assertThat(changes.fired())
        .extracting(TaskChanged::type)
        .containsExactly("task.needs_approval", "task.running", "task.completed");
  }

  @Test
  void whatOnlyAPersonCanGiveIsAskedFor() throws Exception {
    backend.need("Which invoice?").finish("found");
    FutureTask<Task> work = new FutureTask<>(() -> run(30));
    new Thread(work).start();
    await().until(() -> tasks.find("task_1").get().status() == TaskStatus.NEEDS_YOU);
    Answer said = new Answer(true, "the one of May");
    control.answerOnRecord(Optional.of(1), said, question -> {});
    assertThat(work.get().status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(backend.observations().get(1).answer()).contains(said);
    assertThat(changes.fired())
        .extracting(TaskChanged::type)
        .containsExactly("task.needs_you", "task.running", "task.completed");
  }

  @Test
  void aQuestionKeepsTheActionThatWaitsForItsAnswer() {
    changes.observedBy(
        event -> {
          if (event.type().equals("task.needs_approval")) {
            control.answerOnRecord(Optional.empty(), new Answer(true, ""), question -> {});
          }
        });
    backend.then(seen -> new Decision.AskForApproval("Click?", Optional.of(CLICK))).ask("And?");
    run(30);
    assertThat(steps().get(0).pending()).contains(CLICK);
    assertThat(steps().get(0).verb()).isEmpty();
    assertThat(steps().get(1).pending()).isEmpty();
  }

  @Test
  void whoeverHearsOfAQuestionMayAnswerItAtOnce() {
    Answer yes = new Answer(true, "go on");
    changes.observedBy(
        event -> {
          if (event.type().equals("task.needs_approval")) {
            control.answerOnRecord(Optional.of(event.task().stepCount()), yes, step -> {});
          }
        });
    backend.ask("Pay 12 € to Ada?").finish("paid");
    assertThat(run(30).status()).isEqualTo(TaskStatus.COMPLETED);
    assertThat(backend.observations().get(1).answer()).contains(yes);
  }

  @Test
  void cancelledWhileItWaitsForAPersonItEnds() throws Exception {
    backend.ask("Pay?");
    FutureTask<Task> work = new FutureTask<>(() -> run(30));
    new Thread(work).start();
    await().until(() -> control.present().status() == TaskStatus.NEEDS_APPROVAL);
    control.cancel("cancelled");
    assertThat(work.get().status()).isEqualTo(TaskStatus.CANCELLED);
    control.answerOnRecord(
        Optional.empty(), new Answer(true, ""), step -> assertThat(true).isFalse());
  }

  @Test
  void aStepCostsWhatTheBooksSayAndTellsWhoDecided() {
    backend.spend(3).act("", CLICK, TYPE).spend(2).finish("done");
    Task ended = run(30);
    assertThat(steps())
        .extracting(step -> step.costUsd().intValue() + " of " + step.totalCostUsd().intValue())
        .containsExactly("3 of 3", "0 of 3", "2 of 5");
    assertThat(steps()).extracting(Step::decidedBy).containsOnly(Optional.of("scripted"));
    assertThat(ended.totalCostUsd()).isEqualByComparingTo("5");
  }

  @Test
  void atTheCapItEndsWithItsStepsAndItsCost() {
    backend
        .spend(3)
        .act("", CLICK)
        .then(
            seen -> {
              throw new SpendingCapReached(
                  "the cap is reached", BigDecimal.ONE, BigDecimal.ONE, Optional.empty());
            });
    Task ended = run(30);
    assertThat(ended.status()).isEqualTo(TaskStatus.BUDGET_EXCEEDED_USD);
    assertThat(ended.error()).isEqualTo("the cap is reached");
    assertThat(ended.stepCount()).isEqualTo(1);
    assertThat(ended.totalCostUsd()).isEqualByComparingTo("3");
  }

  private void guard(Verdict verdict) {
    guards.add(
        new TaskGuard() {
          @Override
          public String name() {
            return "test";
          }

          @Override
          public Verdict judge(Progress progress) {
            return verdict;
          }
        });
  }

  @Test
  void atTheTimeLimitACallUnderWayIsCutOff() throws Exception {
    guards.add(new TimeLimit(60));
    backend.think();
    FutureTask<Task> work = new FutureTask<>(() -> run(30));
    new Thread(work).start();
    backend.awaitThinking();
    clock.pass(Duration.ofMinutes(60));
    Task ended = work.get();
    assertThat(ended.status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(ended.error()).contains("within 60 minutes");
  }

  @Test
  void theTimeThatAPersonTakesIsNotWork() {
    guards.add(new TimeLimit(60));
    changes.observedBy(
        event -> {
          if (event.type().equals("task.needs_approval")) {
            new Thread(
                    () -> {
                      await().until(() -> control.present().status() == event.task().status());
                      clock.pass(Duration.ofHours(5));
                      control.answerOnRecord(
                          Optional.empty(), new Answer(true, ""), question -> {});
                    })
                .start();
          }
        });
    backend.ask("Pay?").act("", CLICK).finish("paid");
    assertThat(run(30).status()).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void cancelledBeforeItsFirstLookItDoesNothing() {
    control.cancel("cancelled");
    Task ended = run(30);
    assertThat(ended.status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(desktop.calls()).isEmpty();
    assertThat(steps()).isEmpty();
  }

  @Test
  void cancelledWhileItThinksItEndsAtOnceAndSaysWhy() throws Exception {
    backend.think();
    FutureTask<Task> work = new FutureTask<>(() -> run(30));
    new Thread(work).start();
    backend.awaitThinking();
    control.cancel("the desktop was deleted");
    Task ended = work.get();
    assertThat(ended.status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(ended.error()).isEqualTo("the desktop was deleted");
    assertThat(tasks.find("task_1")).contains(ended);
  }

  @Test
  void cancelledWhileItActsTheActionIsOnRecordAsCutShort() throws Exception {
    CountDownLatch acts = new CountDownLatch(1);
    hands.beginnings().observedBy(event -> acts.countDown());
    backend.act("", new Action.Wait(Action.LONGEST_WAIT), TYPE);
    FutureTask<Task> work = new FutureTask<>(() -> run(30));
    new Thread(work).start();
    acts.await();
    control.cancel("cancelled");
    assertThat(work.get().status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(desktop.calls()).doesNotContain("type hello");
    assertThat(hands.ends().fired()).hasSameSizeAs(hands.beginnings().fired());
    assertThat(steps()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void cancelledBetweenTwoActionsTheSecondDoesNotBegin() {
    hands.ends().observedBy(event -> control.cancel("cancelled"));
    backend.act("", CLICK, TYPE);
    assertThat(run(30).status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(hands.beginnings().fired()).hasSize(1);
    assertThat(steps()).hasSize(1);
  }

  @Test
  void aDesktopThatCannotBeReachedEndsTheTaskWithThatReason() {
    desktop.disconnect();
    Task ended = run(30);
    assertThat(ended.status()).isEqualTo(TaskStatus.DESKTOP_ERROR);
    assertThat(ended.error()).isEqualTo("the desktop cannot be reached");
  }

  @Test
  void aDesktopThatDoesNotComeEndsTheTaskWithThatReason() {
    assertEndsInWords(new DesktopNotReady("sess_a", "it did not wake"), "it did not wake");
    assertEndsInWords(new DesktopException("no engine"), "no engine");
    assertEndsInWords(new UnknownSession("sess_a"), "there is no session sess_a");
  }

  @Test
  void aFailureWithoutWordsStillEndsTheTaskWithSome() {
    assertEndsInWords(new DesktopException(null), "");
  }

  private void assertEndsInWords(RuntimeException failure, String words) {
    Task ended =
        run(
            30,
            () -> {
              throw failure;
            });
    assertThat(ended.status()).isEqualTo(TaskStatus.DESKTOP_ERROR);
    assertThat(ended.error()).isNotBlank().startsWith(words);
  }

  @Test
  void aModelThatCannotBeAskedEndsTheTaskWithItsReason() {
    backend.then(
        seen -> {
          throw new VisionUnavailable("the model answers 529");
        });
    Task ended = run(30);
    assertThat(ended.status()).isEqualTo(TaskStatus.API_ERROR);
    assertThat(ended.error()).isEqualTo("the model answers 529");
  }

  @Test
  void anUnforeseenFailureEndsTheTaskWithoutItsInnards() {
    backend.then(
        seen -> {
          throw new IllegalStateException("NullPointerException in line 5");
        });
    Task ended = run(30);
    assertThat(ended.status()).isEqualTo(TaskStatus.DESKTOP_ERROR);
    assertThat(ended.error()).contains("its log has the details").doesNotContain("line 5");
  }

  @Test
  void aLibraryThatCannotBeLoadedDoesNotLeaveATaskRunning() {
    backend.then(
        seen -> {
          throw new UnsatisfiedLinkError("no onnxruntime");
        });
    assertThat(run(30).status()).isEqualTo(TaskStatus.DESKTOP_ERROR);
    assertThat(tasks.unfinished()).isEmpty();
  }

  @Test
  void aStepOfAnActionThatBrokeCountsWhenItIsOnRecord() {
    Desktop breaksWhenTypedOn =
        (Desktop)
            Proxy.newProxyInstance(
                Desktop.class.getClassLoader(),
                new Class<?>[] {Desktop.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("type")) {
                    throw new IllegalStateException("nobody foresaw this");
                  }
                  return method.invoke(desktop, arguments);
                });
    backend.act("", CLICK, TYPE);
    Task ended = run(30, () -> breaksWhenTypedOn);
    assertThat(ended.status()).isEqualTo(TaskStatus.DESKTOP_ERROR);
    assertThat(steps()).hasSize(2);
    assertThat(ended.stepCount()).isEqualTo(2);
  }

  @Test
  void aStepThatCouldNotBePutOnRecordDoesNotCount() {
    hands
        .ends()
        .observedBy(
            event -> {
              throw new IllegalStateException("the record is full");
            });
    backend.act("", TYPE);
    assertThat(run(30).stepCount()).isZero();
  }

  @Test
  void whatCannotBePutOnRecordEndsTheTaskAndIsNotDone() {
    hands
        .beginnings()
        .observedBy(
            event -> {
              throw new IllegalStateException("the record is full");
            });
    backend.act("", CLICK);
    assertThat(run(30).status()).isEqualTo(TaskStatus.DESKTOP_ERROR);
    assertThat(desktop.calls()).containsExactly("look");
    assertThat(steps()).isEmpty();
  }

  @Test
  void theConversationIsClosedHoweverTheTaskEnds() {
    backend.giveUp("no");
    run(30);
    assertThat(backend.open()).isZero();
  }

  private List<Step> steps() {
    return tasks.stepsAfter("task_1", 0, 100);
  }

  private Task run(int maxSteps) {
    return run(maxSteps, () -> desktop);
  }

  @Test
  void aPictureThatAPurgeTookBeforeItsStepWasOnRecordIsThereAllTheSame() {
    hands
        .beginnings()
        .observedBy(
            event -> {
              pictures.prune(List.of(desktop.screenshot().fingerprint()), name -> false);
              assertThat(pictures.count()).isZero();
            });
    desktop.failOn("move");
    backend.act("", CLICK);
    run(1);
    assertThat(pictures.png(steps().get(0).picture().orElseThrow())).isPresent();
  }

  private Task run(int maxSteps, RunningTask.Wait<Desktop> source) {
    Task sample = SampleTasks.running("task_1", "sess_a");
    Task task =
        new Task(
            sample.id(),
            sample.sessionId(),
            sample.goal(),
            sample.askBefore(),
            sample.backend(),
            sample.model(),
            sample.status(),
            maxSteps,
            sample.maxUsd(),
            0,
            sample.totalCostUsd(),
            "",
            "",
            sample.startedAt(),
            Optional.empty());
    tasks.add(task);
    control.takesPlace(leases.takeForTask(task.sessionId(), task.id()));
    TaskRunner runner =
        new TaskRunner(
            id -> source.await(),
            hands.hands(),
            new TaskRecord(tasks, changes, stepsTaken),
            pictures,
            guards,
            accounts,
            ended -> {},
            background,
            clock);
    try {
      return runner.run(
          task,
          backend.begin(
              Observations.assignment(
                  "press Return", new Size(1280, 720), new TaskSpending(accounts, control))),
          control);
    } finally {
      leases.release(control.lease());
    }
  }
}
