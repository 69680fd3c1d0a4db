package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.control.Leases;
import dev.atelier.desktop.Screenshot;
import dev.atelier.vision.ModelCall;
import dev.atelier.vision.ScriptedBackend;
import dev.atelier.vision.Usage;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks end, with the reason on record, whatever becomes of the server. */
@Timeout(30)
class EndsOfTasksTest {
  private final TaskRoom room = new TaskRoom();
  private final ScriptedBackend backend = room.backend();
  private final TasksInMemory given = room.given();
  private final HeldTimers background = room.background();
  private final Tasks tasks = room.given().tasks();
  private final MemoryTaskRepository repository = room.given().repository();
  private final FakeEvents<TaskChanged> changes = room.given().changes();
  private final Leases leases = room.given().leases();
  private final FakeAccounts accounts = room.given().accounts();
  private final HandSetClock clock = room.given().clock();
  private final MemoryPictures pictures = room.given().pictures();
  private final String session = room.session();

  @AfterEach
  void stop() {
    room.close();
  }

  @Test
  void aTaskThatMayBeOnRecordThoughItCouldNotBeginIsEndedThere() {
    changes.observedBy(
        event -> {
          if (event.type().equals("task.started")) {
            throw new IllegalStateException("the answer of the database got lost");
          }
        });
    assertThatThrownBy(() -> room.submit("press Return")).hasMessageContaining("got lost");
    assertThat(repository.unfinished()).hasSize(1);
    background.letAllCome();
    assertThat(repository.unfinished()).isEmpty();
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
  void aCancelledTaskEndsAndItsDesktopIsFree() throws InterruptedException {
    backend.think();
    Task task = room.submit("press Return");
    backend.awaitThinking();
    tasks.cancel(session, task.id(), "ada");
    tasks.cancel(session, task.id(), "ada");
    room.awaitStatus(task, TaskStatus.CANCELLED);
    await().until(() -> leases.current(session).isEmpty());
    assertThat(changes.fired())
        .filteredOn(change -> change.type().equals("task.cancel_asked"))
        .hasSize(1);
    tasks.cancel(session, task.id(), "ada");
  }

  @Test
  void aCancelThatCannotBePutOnRecordCancelsNothing() throws InterruptedException {
    backend.think();
    Task task = room.submit("press Return");
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
    room.awaitStatus(task, TaskStatus.CANCELLED);
    assertThat(changes.fired())
        .extracting(TaskChanged::type)
        .containsExactly(
            "task.started", "task.cancel_asked", "task.cancel_asked", "task.cancelled");
  }

  @Test
  void workOnADesktopEndsWithTheReasonItEndsFor() throws InterruptedException {
    backend.think();
    Task task = room.submit("press Return");
    backend.awaitThinking();
    assertThat(tasks.on(session)).isPresent();
    tasks.endOn(session, "the desktop was paused");
    Task ended = tasks.get(session, task.id());
    assertThat(ended.status()).isEqualTo(TaskStatus.CANCELLED);
    assertThat(ended.error()).isEqualTo("the desktop was paused");
    assertThat(tasks.on(session)).isEmpty();
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
    Task task = room.submit("press Return");
    backend.awaitThinking();
    tasks.endInterrupted();
    assertThat(tasks.get(session, task.id()).status()).isEqualTo(TaskStatus.RUNNING);
  }

  @Test
  void aServerThatStopsEndsItsTasks() throws InterruptedException {
    backend.think();
    Task task = room.submit("press Return");
    backend.awaitThinking();
    given.close();
    assertThat(tasks.get(session, task.id()).error()).isEqualTo("the server was stopped");
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
}
