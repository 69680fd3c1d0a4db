package dev.atelier.task;

import static java.math.BigDecimal.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.FakeEvents;
import dev.atelier.control.Leases;
import dev.atelier.desktop.Action;
import dev.atelier.vision.Decision;
import dev.atelier.vision.ScriptedBackend;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.UnknownVisionBackend;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that ended at a cap go on from there. */
@Timeout(30)
class TasksAtTheCapTest {
  private final TaskRoom room = new TaskRoom();
  private final ScriptedBackend backend = room.backend();
  private final HeldTimers background = room.background();
  private final FakeUndoPoints undoPoints = room.undoPoints();
  private final Tasks tasks = room.given().tasks();
  private final MemoryTaskRepository repository = room.given().repository();
  private final FakeEvents<TaskChanged> changes = room.given().changes();
  private final Leases leases = room.given().leases();
  private final FakeAccounts accounts = room.given().accounts();
  private final TaskRecord record = room.given().record();
  private final String session = room.session();

  @AfterEach
  void stop() {
    room.close();
  }

  @Test
  void atAReachedCapATaskIsRefusedAndNothingIsLeft() {
    accounts.refuse(TaskRoom.cap());
    assertThatThrownBy(() -> room.submit("press Return")).isInstanceOf(SpendingCapReached.class);
    assertThat(repository.unfinished()).isEmpty();
    assertThat(backend.open()).isZero();
  }

  @Test
  void aTaskThatEndedAtTheCapGoesOnFromThereWhenItIsRaised() {
    backend.act("", new Action.Type("hello")).then(seen -> TaskRoom.fail(TaskRoom.cap()));
    Task task = room.submit("press Return");
    room.awaitStatus(task, TaskStatus.BUDGET_EXCEEDED_USD);
    await().until(() -> leases.current(session).isEmpty());
    backend.finish("done");
    tasks.resume(session, task.id(), Optional.of(TEN), "ada");
    room.awaitStatus(task, TaskStatus.COMPLETED);
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
    Task other = room.submit("press Escape");
    backend.awaitThinking();
    assertThatThrownBy(() -> tasks.resume(session, task.id(), Optional.of(TEN), "ada"))
        .isInstanceOf(SessionBusy.class);
    tasks.cancel(session, other.id(), "ada");
    room.awaitStatus(other, TaskStatus.CANCELLED);
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
    room.awaitStatus(task, TaskStatus.COMPLETED);
  }

  @Test
  void whoeverWasToldThatATaskEndedAtTheCapMayGoOnWithItAtOnce() throws Exception {
    FutureTask<Task> resume =
        new FutureTask<>(
            () -> {
              Task task = repository.matching(TaskFilter.ALL, TaskPlace.FIRST, 1).get(0);
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
    backend.then(seen -> TaskRoom.fail(TaskRoom.cap())).finish("done");
    room.submit("press Return");
    await().until(resume::isDone);
    room.awaitStatus(resume.get(), TaskStatus.COMPLETED);
  }

  @Test
  void aTaskThatSomebodyElseResumedMeanwhileIsNotResumedTwice() {
    Task task = endedAtTheCap();
    Task resumed = task.with(TaskStatus.RUNNING);
    record.resumed(resumed, "ada");
    assertThatThrownBy(() -> record.resumed(resumed, "bob"))
        .isInstanceOf(NotResumable.class)
        .hasMessageContaining("is running");
    assertThat(room.count("task.resumed")).isEqualTo(1);
  }

  private Task endedAtTheCap() {
    backend.then(seen -> TaskRoom.fail(TaskRoom.cap()));
    Task task = room.submit("press Return");
    room.awaitStatus(task, TaskStatus.BUDGET_EXCEEDED_USD);
    await().until(() -> leases.current(session).isEmpty());
    return tasks.get(session, task.id());
  }

  @Test
  void onlyATaskThatEndedAtTheCapGoesOn() {
    Task task = room.submit("press Return");
    room.awaitStatus(task, TaskStatus.COMPLETED);
    assertThatThrownBy(() -> tasks.resume(session, task.id(), Optional.empty(), "ada"))
        .isInstanceOf(NotResumable.class)
        .hasMessageContaining("completed");
  }

  @Test
  void aTaskWhoseBackendIsNoLongerThereIsNotResumed() {
    Task task = SampleTasks.asking("task_1", "model", Optional.empty());
    repository.add(SampleTasks.atTheCap(task));
    assertThatThrownBy(() -> tasks.resume("sess_a", "task_1", Optional.empty(), "ada"))
        .isInstanceOf(UnknownVisionBackend.class)
        .hasMessageContaining("there are scripted");
  }
}
