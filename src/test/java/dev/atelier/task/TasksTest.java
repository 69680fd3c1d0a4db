package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.FakeEvents;
import dev.atelier.control.ControlHeld;
import dev.atelier.control.Leases;
import dev.atelier.json.InvalidField;
import dev.atelier.session.UnknownSession;
import dev.atelier.vision.Goal;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.ScriptedBackend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goals are taken on, or refused with nothing left behind. */
@Timeout(30)
class TasksTest {
  private static final int RACERS = 50;

  private final TaskRoom room = new TaskRoom();
  private final ScriptedBackend backend = room.backend();
  private final Tasks tasks = room.given().tasks();
  private final MemoryTaskRepository repository = room.given().repository();
  private final FakeEvents<TaskChanged> changes = room.given().changes();
  private final Leases leases = room.given().leases();
  private final String session = room.session();

  @AfterEach
  void stop() {
    room.close();
  }

  @Test
  void aGoalIsTakenOnAndCarriedOut() {
    backend.finish("done");
    Task task = room.submit("press Return");
    assertThat(task.status()).isEqualTo(TaskStatus.RUNNING);
    room.awaitStatus(task, TaskStatus.COMPLETED);
    await().until(() -> leases.current(session).isEmpty());
    assertThat(changes.fired())
        .extracting(TaskChanged::type)
        .containsExactly("task.started", "task.completed");
  }

  @Test
  void aBusyDesktopRefusesWithTheTaskItWorksOn() {
    backend.think();
    Task first = room.submit("press Return");
    assertThatThrownBy(() -> room.submit("press Escape"))
        .isInstanceOfSatisfying(
            SessionBusy.class, busy -> assertThat(busy.taskId()).isEqualTo(first.id()))
        .hasMessageContaining(first.id());
    assertThat(repository.matching(TaskFilter.ALL, TaskPlace.FIRST, 99)).hasSize(1);
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
          return room.submit("press Return");
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
    assertThatThrownBy(() -> room.submit("dance for me")).isInstanceOf(GoalNotUnderstood.class);
    assertThat(repository.unfinished()).isEmpty();
    assertThat(leases.current(session)).isEmpty();
    assertThat(changes.fired()).isEmpty();
    backend.finish("done");
    room.awaitStatus(room.submit("press Return"), TaskStatus.COMPLETED);
  }

  @Test
  void aTaskThatCannotBePutOnRecordIsNotBegun() {
    changes.observedBy(
        event -> {
          throw new IllegalStateException("the record is full");
        });
    assertThatThrownBy(() -> room.submit("press Return")).hasMessage("the record is full");
    assertThat(leases.current(session)).isEmpty();
    assertThat(backend.open()).isZero();
    assertThat(backend.observations()).isEmpty();
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
                    TasksInMemory.giver("ada")))
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
                    TasksInMemory.giver("ada")))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("scripted");
  }

  @Test
  void aTaskDoesNotBeginOnADesktopThatIsItselfBeingChanged() {
    var unused =
        leases.whileNobodyDrives(
            session,
            "being brought back to a snapshot",
            () -> {
              assertThatThrownBy(() -> room.submit("press Return"))
                  .isInstanceOf(ControlHeld.class)
                  .hasMessageContaining("being brought back to a snapshot");
              return session;
            });
    assertThat(tasks.ofSession(session, Instant.parse("9999-01-01T00:00:00Z"), 9)).isEmpty();
  }

  @Test
  void anUnknownDesktopHasNoTasks() {
    assertThatThrownBy(
            () ->
                tasks.submit(
                    "sess_none", TaskRequest.of("press Return"), TasksInMemory.giver("ada")))
        .isInstanceOf(UnknownSession.class);
  }

  @Test
  void aTaskIsFoundOnItsOwnDesktopOnly() {
    Task task = room.submit("press Return");
    assertThatThrownBy(() -> tasks.get("sess_other", task.id())).isInstanceOf(UnknownTask.class);
    assertThatThrownBy(() -> tasks.cancel("sess_other", task.id(), "eve"))
        .isInstanceOf(UnknownTask.class);
    assertThat(tasks.get(session, task.id()).id()).isEqualTo(task.id());
  }

  @Test
  void whoeverWaitsForADesktopTouchesNoDatabase() throws InterruptedException {
    Thread waiting = Thread.currentThread();
    room.desktops().repository().forbid(waiting);
    assertThat(room.desktops().sessions().desktop(session).connected()).isTrue();
  }
}
