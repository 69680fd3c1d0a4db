package dev.atelier.task;

import static java.math.BigDecimal.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.vision.Decision;
import dev.atelier.vision.ScriptedBackend;
import dev.atelier.vision.SpendingCapReached;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One desktop, “Ada”, that is awake, and tasks on it whose timers a test lets come. */
final class TaskRoom implements AutoCloseable {
  private final SessionsInMemory desktops = new SessionsInMemory();
  private final ScriptedBackend backend = new ScriptedBackend();
  private final HeldTimers background = new HeldTimers();
  private final FakeUndoPoints undoPoints = new FakeUndoPoints();
  private final TasksInMemory given =
      new TasksInMemory(desktops, backend, background, List.of(undoPoints));
  private final String session;

  TaskRoom() {
    session = desktops.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    try {
      desktops.sessions().awaitReady(session, Duration.ofSeconds(10));
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  static SpendingCapReached cap() {
    return new SpendingCapReached("the cap is reached", ONE, ONE, Optional.empty());
  }

  static Decision fail(RuntimeException why) {
    throw why;
  }

  SessionsInMemory desktops() {
    return desktops;
  }

  ScriptedBackend backend() {
    return backend;
  }

  HeldTimers background() {
    return background;
  }

  FakeUndoPoints undoPoints() {
    return undoPoints;
  }

  TasksInMemory given() {
    return given;
  }

  String session() {
    return session;
  }

  Task submit(String goal) {
    return given.tasks().submit(session, TaskRequest.of(goal), TasksInMemory.giver("ada"));
  }

  void awaitStatus(Task task, TaskStatus status) {
    await()
        .untilAsserted(
            () -> assertThat(given.tasks().get(session, task.id()).status()).isEqualTo(status));
  }

  /** How many changes of that type there were. */
  long count(String type) {
    return given.changes().fired().stream().filter(each -> each.type().equals(type)).count();
  }

  @Override
  public void close() {
    given.close();
    background.stop();
    desktops.close();
  }
}
