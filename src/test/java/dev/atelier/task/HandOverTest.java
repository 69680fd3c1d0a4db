package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.control.Holder;
import dev.atelier.control.Lease;
import dev.atelier.control.Leases;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.FakeDesktop;
import dev.atelier.desktop.FakeDriver;
import dev.atelier.desktop.Point;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Observation;
import dev.atelier.vision.Observation.Answer;
import dev.atelier.vision.Observation.Interruption;
import dev.atelier.vision.ScriptedBackend;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A person takes control from a task at work, and gives it back or does not. */
@Timeout(30)
class HandOverTest {
  private static final Action CLICK = Action.Click.left(new Point(3, 4));
  private static final Action WAIT = new Action.Wait(Duration.ofMinutes(5));
  private static final Holder.Person GRACE = new Holder.Person("grace", false);

  private final SessionsInMemory room = new SessionsInMemory();
  private final ScriptedBackend backend = new ScriptedBackend();
  private final TasksInMemory given = new TasksInMemory(room, backend);
  private final Tasks tasks = given.tasks();
  private final Leases leases = given.leases();
  private final FakeDesktop desktop = FakeDriver.painted();
  private String ada = "";

  @BeforeEach
  void makeADesktop() throws InterruptedException {
    room.driver().give(number -> desktop);
    ada = room.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    room.sessions().awaitReady(ada, Duration.ofSeconds(10));
  }

  @AfterEach
  void close() {
    given.close();
    room.close();
  }

  private Task begin() {
    return tasks.submit(ada, TaskRequest.of("press Return"), TasksInMemory.giver("ada"));
  }

  private Lease take() {
    return leases.take(ada, GRACE, Optional.empty());
  }

  private void awaitStatus(Task task, TaskStatus status) {
    await().until(() -> tasks.get(ada, task.id()).status() == status);
  }

  private Observation awaitLook(int number) {
    return await().until(backend::observations, looks -> looks.size() >= number).get(number - 1);
  }

  private List<String> changes() {
    return given.changes().fired().stream().map(TaskChanged::type).toList();
  }

  @Test
  void aTaskThatWaitsForAPersonIsFoundAmongThosePausedAndNotAmongThoseRunning() {
    backend.act("to wait", WAIT);
    Task task = begin();
    await().until(() -> desktopIsWaitedFor());
    assertThat(found(TaskStatus.RUNNING)).containsExactly(task.id());
    assertThat(found(TaskStatus.PAUSED)).isEmpty();
    var unused = take();
    assertThat(found(TaskStatus.RUNNING)).isEmpty();
    assertThat(found(TaskStatus.PAUSED)).containsExactly(task.id());
  }

  private List<String> found(TaskStatus status) {
    TaskFilter wanted =
        new TaskFilter(
            Optional.empty(), Set.of(status), "", "", Optional.empty(), Optional.empty());
    return tasks.matching(wanted, TaskPlace.FIRST, 1).stream().map(Task::id).toList();
  }

  @Test
  void whatIsUnderWayStopsAndTheModelLearnsWhatThePersonDid() {
    backend.act("to wait", WAIT, CLICK).act("to click", CLICK).finish("done");
    Task task = begin();
    await().until(() -> desktopIsWaitedFor());
    Lease grace = take();
    assertThat(tasks.get(ada, task.id()).status()).isEqualTo(TaskStatus.PAUSED);
    await().until(() -> changes().contains("task.paused"));
    assertThat(desktop.calls()).doesNotContain("press LEFT");
    leases.handBack(ada, grace.id(), "I closed the window");
    Observation next = awaitLook(2);
    assertThat(next.outcomes())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.interruption()).isEqualTo(Interruption.MIDWAY);
              assertThat(outcome.message()).contains("grace took control");
            });
    assertThat(next.notes())
        .singleElement()
        .asString()
        .startsWith("A person took control of the desktop for 1 second and handed it back.")
        .endsWith("They said: “I closed the window”");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(changes())
        .containsExactly("task.started", "task.paused", "task.running", "task.completed");
    assertThat(tasks.steps(task.id()).get(0).result())
        .isEqualTo("desktop error: stopped where it was: grace took control");
  }

  private boolean desktopIsWaitedFor() {
    return !given.steps().fired().isEmpty() || given.hands().beginnings().fired().size() == 1;
  }

  @Test
  void whatWasDecidedBeforeIsNotDoneAfterwards() throws InterruptedException {
    backend
        .then(
            seen -> {
              Lease grace = take();
              leases.handBack(ada, grace.id(), "");
              return new Decision.Act(List.of(CLICK), "too late");
            })
        .finish("done");
    Task task = begin();
    Observation next = awaitLook(2);
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(desktop.calls()).doesNotContain("press LEFT");
    assertThat(next.outcomes())
        .singleElement()
        .satisfies(outcome -> assertThat(outcome.interruption()).isEqualTo(Interruption.BEFORE));
    assertThat(tasks.steps(task.id())).extracting(Step::text).containsExactly("done");
  }

  @Test
  void noModelIsAskedAndNothingIsLookedAtWhileAPersonDrives() {
    backend
        .then(
            seen -> {
              take();
              return new Decision.Act(List.of(CLICK), "too late");
            })
        .spend(3)
        .finish("done");
    Task task = begin();
    await().until(() -> changes().contains("task.paused"));
    assertThat(backend.observations()).hasSize(1);
    leases.handBack(ada, leases.current(ada).orElseThrow().id(), "");
    awaitStatus(task, TaskStatus.COMPLETED);
  }

  @Test
  void aTaskWhoseDriverLeftAsksBeforeItGoesOn() {
    backend.act("to wait", WAIT).finish("done");
    Task task = begin();
    await().until(() -> desktopIsWaitedFor());
    Lease grace = take();
    leases.left(ada, grace.id());
    given.control().clock().pass(Duration.ofSeconds(10));
    given.control().expireAll();
    awaitStatus(task, TaskStatus.NEEDS_YOU);
    List<Step> steps = tasks.steps(task.id());
    assertThat(steps.get(steps.size() - 1).text())
        .isEqualTo(
            "grace had control for 10 seconds and did not hand it back. May the assistant go on?");
    tasks.resume(ada, task.id(), Optional.empty(), "ada");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(awaitLook(2).notes()).anyMatch(note -> note.startsWith("They let you go on"));
  }

  /** Nothing is seen, decided or done on until somebody has said that it may. */
  @Test
  void aDecisionInWhoseMiddleTheDriverLeftIsNotMade() {
    AtomicBoolean seenAgain = new AtomicBoolean();
    backend
        .then(
            seen -> {
              take();
              leases.forceRelease(ada, "root");
              var unused = seen.eyes().settled();
              seenAgain.set(true);
              return new Decision.Act(List.of(CLICK), "too late");
            })
        .finish("done");
    Task task = begin();
    awaitStatus(task, TaskStatus.NEEDS_YOU);
    assertThat(seenAgain).isFalse();
    assertThat(tasks.steps(task.id()))
        .singleElement()
        .satisfies(step -> assertThat(step.text()).contains("did not hand it back"));
    assertThat(backend.observations()).hasSize(1);
    tasks.resume(ada, task.id(), Optional.empty(), "ada");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(desktop.calls()).doesNotContain("press LEFT");
    assertThat(awaitLook(2).outcomes()).isEmpty();
    assertThat(awaitLook(2).notes()).anyMatch(note -> note.startsWith("They let you go on"));
  }

  @Test
  void whoLooksAgainAfterAHandBackGoesOn() {
    backend.then(
        seen -> {
          leases.handBack(ada, take().id(), "");
          var unused = seen.eyes().settled();
          return new Decision.Finish("seen");
        });
    Task task = begin();
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(tasks.get(ada, task.id()).finalText()).isEqualTo("seen");
  }

  @Test
  void controlThatIsTakenBetweenTwoActionsLeavesTheRestUndoneAndTheModelLearnsIt() {
    Action wait = new Action.Wait(Duration.ofMillis(1));
    given.hands().ends().observedBy(end -> takeOnce());
    backend.act("to click", wait, CLICK, CLICK).finish("done");
    Task task = begin();
    await().until(() -> changes().contains("task.paused"));
    leases.handBack(ada, leases.current(ada).orElseThrow().id(), "");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(desktop.calls()).doesNotContain("press LEFT");
    assertThat(awaitLook(2).outcomes())
        .satisfiesExactly(
            done -> assertThat(done.ok()).isTrue(),
            rest -> {
              assertThat(rest.action()).isEqualTo(CLICK);
              assertThat(rest.ok()).isFalse();
              assertThat(rest.interruption()).isEqualTo(Interruption.MIDWAY);
              assertThat(rest.message())
                  .isEqualTo("not carried out: a person took control of the desktop");
            });
  }

  @Test
  void controlThatIsTakenAfterTheLastActionLeavesNothingUndone() {
    given.hands().ends().observedBy(end -> takeOnce());
    backend.act("to click", CLICK).finish("done");
    Task task = begin();
    await().until(() -> changes().contains("task.paused"));
    leases.handBack(ada, leases.current(ada).orElseThrow().id(), "");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(awaitLook(2).outcomes()).singleElement().matches(Observation.Outcome::ok);
  }

  private void takeOnce() {
    if (given.control().changes().fired().isEmpty()) {
      take();
    }
  }

  @Test
  void aModelThatGivesUpWhileAPersonDrivesIsAskedAgain() {
    backend
        .then(
            seen -> {
              leases.handBack(ada, take().id(), "it works now");
              return new Decision.GiveUp("the window is gone");
            })
        .finish("done");
    Task task = begin();
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(awaitLook(2).notes()).anyMatch(note -> note.contains("it works now"));
  }

  @Test
  void whoSaysNoToGoingOnEndsTheTask() {
    backend.act("to wait", WAIT).finish("done");
    Task task = begin();
    await().until(() -> desktopIsWaitedFor());
    take();
    leases.forceRelease(ada, "root");
    awaitStatus(task, TaskStatus.NEEDS_YOU);
    tasks.answer(ada, task.id(), Optional.empty(), new Answer(false, ""), "ada");
    awaitStatus(task, TaskStatus.CANCELLED);
  }

  @Test
  void handingBackAnswersWhatTheTaskNeededThePersonFor() {
    backend.then(seen -> new Decision.AskPerson("Please log in.")).finish("done");
    Task task = begin();
    awaitStatus(task, TaskStatus.NEEDS_YOU);
    Lease grace = take();
    leases.handBack(ada, grace.id(), "logged in as office");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(awaitLook(2).answer()).contains(new Answer(true, "logged in as office"));
    assertThat(changes())
        .containsSubsequence("task.needs_you", "task.answered", "task.running", "task.completed");
  }

  @Test
  void handingBackDoesNotApproveWhatTheTaskWantsToDo() {
    backend.ask("Pay 120 €?").finish("done");
    Task task = begin();
    awaitStatus(task, TaskStatus.NEEDS_APPROVAL);
    Lease grace = take();
    leases.handBack(ada, grace.id(), "had a look");
    assertThat(tasks.get(ada, task.id()).status()).isEqualTo(TaskStatus.NEEDS_APPROVAL);
    tasks.answer(ada, task.id(), Optional.empty(), new Answer(true, ""), "ada");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(awaitLook(2).notes()).anyMatch(note -> note.contains("had a look"));
  }

  @Test
  void aTaskIsPausedAndResumed() {
    backend.act("to wait", WAIT).finish("done");
    Task task = begin();
    await().until(() -> desktopIsWaitedFor());
    tasks.pause(ada, task.id(), "ada");
    tasks.pause(ada, task.id(), "ada");
    assertThat(tasks.get(ada, task.id()).status()).isEqualTo(TaskStatus.PAUSED);
    await().until(() -> changes().contains("task.paused"));
    tasks.resume(ada, task.id(), Optional.empty(), "ada");
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(changes())
        .containsExactly(
            "task.started",
            "task.pause_asked",
            "task.paused",
            "task.resume_asked",
            "task.running",
            "task.completed");
  }

  @Test
  void aTaskThatWaitsForItsTurnIsCancelled() {
    backend.act("to wait", WAIT).finish("done");
    Task task = begin();
    await().until(() -> desktopIsWaitedFor());
    Lease grace = take();
    await().until(() -> changes().contains("task.paused"));
    tasks.cancel(ada, task.id(), "ada");
    awaitStatus(task, TaskStatus.CANCELLED);
    assertThat(leases.current(ada)).contains(grace);
  }
}
