package dev.atelier.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.control.ControlHeld;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.FakeCopies;
import dev.atelier.session.Session;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class TaskUndoTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir private Path data;
  private final SessionsInMemory room = new SessionsInMemory();
  private final FakeCopies copies = room.runtime().fakeCopies();
  private Snapshots snapshots;
  private TaskUndo undo;
  private Session ada;

  @BeforeEach
  void openTheRoom() throws InterruptedException {
    SnapshotRoom shelf = new SnapshotRoom(room, data);
    snapshots = shelf.snapshots(10);
    room.origins(snapshots);
    undo = new TaskUndo(snapshots, shelf.repository());
    ada = room.sessions().create(SessionRequest.labelled("Ada"), "ada");
    room.sessions().awaitReady(ada.id(), SOON);
    room.clock().passAtEachLook(Duration.ofMillis(1));
  }

  @AfterEach
  void stop() {
    room.close();
  }

  @Test
  void aTaskIsUndoneOnceAndSaysSo() throws InterruptedException {
    Task task = done("task_a", "what the task wrote");
    assertThat(undo.isThere(task)).isTrue();
    assertThat(undo.undoneAt(task)).isEmpty();

    Snapshot until = undo.undo(task, "ada");
    room.sessions().awaitReady(ada.id(), SOON);
    assertThat(home()).isEmpty();
    assertThat(undo.isThere(task)).isFalse();
    assertThat(undo.undoneAt(task)).isPresent();
    assertThatThrownBy(() -> undo.undo(task, "ada"))
        .isInstanceOf(SnapshotKept.class)
        .hasMessageContaining("undone already")
        .hasMessageContaining("go back to the snapshot");
    assertThat(snapshots.all()).hasSize(2);

    snapshots.restore(ada.id(), until.id(), "ada");
    room.sessions().awaitReady(ada.id(), SOON);
    assertThat(home()).isEqualTo("what the task wrote");
    assertThat(undo.undoneAt(task)).isEmpty();
    assertThat(undo.isThere(task)).isTrue();
  }

  @Test
  void withATaskThoseThatCameAfterItAreUndone() throws InterruptedException {
    Task first = done("task_a", "first");
    Task second = done("task_b", "second");
    var unused = undo.undo(first, "ada");
    room.sessions().awaitReady(ada.id(), SOON);
    assertThat(undo.isThere(second)).isFalse();
    assertThatThrownBy(() -> undo.undo(second, "ada")).isInstanceOf(SnapshotKept.class);
    assertThat(home()).isEmpty();
  }

  @Test
  void aDesktopThatGoesBackByHandUndoesItsTasksToo() throws InterruptedException {
    Snapshot before = snapshots.take(ada.id(), "before all", "ada");
    Task task = done("task_a", "what the task wrote");
    snapshots.restore(ada.id(), before.id(), "ada");
    room.sessions().awaitReady(ada.id(), SOON);
    assertThat(undo.isThere(task)).isFalse();
    assertThat(undo.undoneAt(task)).isPresent();
  }

  @Test
  void whatFailsDoesNotCountAsUndone() {
    Task task = done("task_a", "what the task wrote");
    copies.failOn("write");
    assertThatThrownBy(() -> undo.undo(task, "ada")).isInstanceOf(DesktopException.class);
    assertThat(undo.undoneAt(task)).isEmpty();
    assertThat(undo.isThere(task)).isTrue();
  }

  @Test
  void aTaskWhoseSnapshotIsLostCannotBeUndone() {
    Task task = done("task_a", "what the task wrote");
    copies.loseSystem(snapshots.ofSession(ada.id()).get(0).id());
    assertThatThrownBy(() -> undo.undo(task, "ada"))
        .isInstanceOf(SnapshotKept.class)
        .hasMessageContaining("saved system is missing");
    assertThat(undo.isThere(task)).isFalse();
    assertThat(undo.undoneAt(task)).isEmpty();
    assertThat(snapshots.ofSession(ada.id())).hasSize(1);
    assertThat(home()).isEqualTo("what the task wrote");
  }

  @Test
  void ofTwoWhoUndoATaskAtTheSameTimeOneDoes() throws Exception {
    Task task = done("task_a", "what the task wrote");
    FutureTask<Snapshot> bobs = new FutureTask<>(() -> undo.undo(task, "bob"));
    Thread bob = new Thread(bobs);
    // While this holds the desktop, bob has been let through and waits for it.
    assertThatThrownBy(
            () ->
                room.sessions()
                    .alone(
                        ada.id(),
                        session -> {
                          bob.start();
                          awaitWaiting(bob);
                          return undo.undo(task, "ada");
                        }))
        .isInstanceOf(ControlHeld.class);
    Snapshot until = bobs.get();
    assertThat(snapshots.ofSession(ada.id())).hasSize(2).contains(until);
    assertThatThrownBy(() -> undo.undo(task, "ada")).isInstanceOf(SnapshotKept.class);
  }

  @Test
  void whoAskedInTimeButComesToItTooLateIsRefusedToo() {
    Task task = done("task_a", "what the task wrote");
    String point = snapshots.ofSession(ada.id()).get(0).id();
    AtomicInteger asked = new AtomicInteger();
    Runnable check =
        () -> {
          if (asked.incrementAndGet() == 2) {
            throw new SnapshotKept("undone meanwhile");
          }
        };
    assertThatThrownBy(() -> snapshots.restore(ada.id(), point, "bob", check))
        .hasMessage("undone meanwhile");
    assertThat(home()).isEqualTo("what the task wrote");
    assertThat(snapshots.ofSession(ada.id())).hasSize(1);
    assertThat(undo.undoneAt(task)).isEmpty();
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
  }

  /** A task that could be undone, and wrote something. */
  private Task done(String id, String words) {
    Task task = SampleTasks.running(id, ada.id(), room.clock().instant());
    undo.take(task);
    copies.put(ada.id(), room.sessions().get(ada.id()).disk().home(), words);
    return task;
  }

  private String home() {
    return copies.contents().get(ada.id() + " " + room.sessions().get(ada.id()).disk().home());
  }
}
