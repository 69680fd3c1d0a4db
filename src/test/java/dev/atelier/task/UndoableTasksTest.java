package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.json.InvalidField;
import dev.atelier.vision.Goal;
import dev.atelier.vision.ScriptedBackend;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The desktop is saved before tasks that are to be undone. */
@Timeout(30)
class UndoableTasksTest {
  private final TaskRoom room = new TaskRoom();
  private final ScriptedBackend backend = room.backend();
  private final FakeUndoPoints undoPoints = room.undoPoints();
  private final Tasks tasks = room.given().tasks();
  private final String session = room.session();

  @AfterEach
  void stop() {
    room.close();
  }

  @Test
  void aDesktopIsSavedBeforeATaskThatIsToBeUndone() {
    backend.finish("done");
    Task task = tasks.submit(session, toBeUndone("press Return"), TasksInMemory.giver("ada"));
    room.awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(undoPoints.taken()).containsExactly(task.id());
    assertThat(tasks.canUndo(task)).isTrue();
    backend.finish("done");
    Task other = room.submit("press Return");
    room.awaitStatus(other, TaskStatus.COMPLETED);
    assertThat(tasks.canUndo(other)).isFalse();
  }

  @Test
  void withoutItsSavedDesktopATaskDoesNotBegin() {
    undoPoints.fail("the disk is full");
    Task task = tasks.submit(session, toBeUndone("press Return"), TasksInMemory.giver("ada"));
    room.awaitStatus(task, TaskStatus.DESKTOP_ERROR);
    assertThat(tasks.get(session, task.id()).error()).isEqualTo("the disk is full");
    assertThat(tasks.get(session, task.id()).stepCount()).isZero();
  }

  @Test
  void aTaskOnADesktopThatCannotBeSavedIsNotTakenOnToBeUndone() {
    undoPoints.impossible();
    assertThatThrownBy(
            () -> tasks.submit(session, toBeUndone("press Return"), TasksInMemory.giver("ada")))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("undo is not possible on this desktop");
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
    Task task = tasks.submit(session, toBeUndone("press Return"), TasksInMemory.giver("ada"));
    saving.await();
    tasks.cancel(session, task.id(), "ada");
    saved.countDown();
    room.awaitStatus(task, TaskStatus.CANCELLED);
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
}
