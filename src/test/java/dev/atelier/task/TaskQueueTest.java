package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.Standing;
import dev.atelier.control.Holder;
import dev.atelier.control.Lease;
import dev.atelier.session.Session;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.ScriptedBackend;
import dev.atelier.vision.SpendingCapReached;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TaskQueueTest {
  private final SessionsInMemory room = new SessionsInMemory();
  private final ScriptedBackend backend = new ScriptedBackend();
  private final TasksInMemory work = new TasksInMemory(room, backend);
  private final Tasks tasks = work.tasks();
  private final TaskQueue queue = work.queue();
  private String session = "";

  @BeforeEach
  void makeADesktop() throws InterruptedException {
    Session made = room.sessions().create(SessionRequest.labelled("Ada"), "ada");
    session = room.sessions().awaitReady(made.id(), Duration.ofSeconds(10)).id();
  }

  @AfterEach
  void stop() {
    work.close();
    room.close();
  }

  @Test
  void aFreeDesktopBeginsAtOnce() {
    Task task = give("press Return");
    assertThat(task.status()).isEqualTo(TaskStatus.RUNNING);
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(queue.of(session)).isEmpty();
  }

  @Test
  void onABusyDesktopTasksWaitAndBeginInTheirOrder() throws Exception {
    Task first = busy();
    Task second = give("press Escape");
    Task third = give("press Tab");
    assertThat(second.status()).isEqualTo(TaskStatus.QUEUED);
    assertThat(queue.of(session)).containsExactly(second, third);
    assertThat(queue.position(third)).contains(2);
    tasks.cancel(session, first.id(), "ada");
    awaitStatus(third, TaskStatus.COMPLETED);
    assertThat(queue.of(session)).isEmpty();
    assertThat(queue.position(third)).isEmpty();
    assertThat(types())
        .containsSubsequence(
            "task.started " + first.id(),
            "task.queued " + second.id(),
            "task.queued " + third.id(),
            "task.cancelled " + first.id(),
            "task.started " + second.id(),
            "task.completed " + second.id(),
            "task.started " + third.id(),
            "task.completed " + third.id());
  }

  @Test
  void withoutAWishToWaitABusyDesktopRefuses() throws Exception {
    busy();
    assertThatThrownBy(
            () -> tasks.submit(session, TaskRequest.of("press Escape"), TasksInMemory.giver("ada")))
        .isInstanceOf(SessionBusy.class);
    assertThat(queue.of(session)).isEmpty();
  }

  @Test
  void aGoalThatIsNotUnderstoodDoesNotWait() throws Exception {
    busy();
    backend.refuse("dance");
    assertThatThrownBy(() -> give("dance for me")).isInstanceOf(GoalNotUnderstood.class);
    assertThat(queue.of(session)).isEmpty();
    assertThat(backend.open()).isEqualTo(1);
  }

  @Test
  void aTaskIsPutAtAnotherPlace() throws Exception {
    busy();
    Task a = give("press a");
    Task b = give("press b");
    Task c = give("press c");
    queue.move(c, 1, "ada");
    assertThat(queue.of(session)).containsExactly(c, a, b);
    queue.move(c, 50, "ada");
    assertThat(queue.of(session)).containsExactly(a, b, c);
    queue.move(a, 2, "ada");
    assertThat(queue.of(session)).containsExactly(b, a, c);
    assertThat(types()).contains("task.moved " + a.id());
  }

  @Test
  void aTaskThatIsCancelledWhileItWaitsNeverBegins() throws Exception {
    Task first = busy();
    Task second = give("press Escape");
    Task third = give("press Tab");
    tasks.cancel(session, second.id(), "ada");
    tasks.cancel(session, second.id(), "ada");
    assertThat(status(second)).isEqualTo(TaskStatus.CANCELLED);
    assertThatThrownBy(() -> queue.move(second, 1, "ada")).isInstanceOf(NotQueued.class);
    tasks.cancel(session, first.id(), "ada");
    awaitStatus(third, TaskStatus.COMPLETED);
    assertThat(types()).doesNotContain("task.started " + second.id());
  }

  @Test
  void aTaskThatCannotBeginEndsWithTheReasonAndTheNextOneBegins() throws Exception {
    Task first = busy();
    Task second = give("dance");
    Task third = give("press Tab");
    backend.refuse("dance");
    tasks.cancel(session, first.id(), "ada");
    awaitStatus(third, TaskStatus.COMPLETED);
    Task ended = work.repository().find(second.id()).orElseThrow();
    assertThat(ended.status()).isEqualTo(TaskStatus.DESKTOP_ERROR);
    assertThat(ended.error()).contains("“dance” is not understood");
    assertThat(ended.finishedAt()).isPresent();
  }

  @Test
  void aCapCountsWhenATaskBeginsAndNotBefore() throws Exception {
    Task first = busy();
    work.accounts()
        .refuse(
            new SpendingCapReached(
                "the cap is reached", BigDecimal.ONE, BigDecimal.ONE, Optional.empty()));
    Task second = give("press Escape");
    assertThat(status(second)).isEqualTo(TaskStatus.QUEUED);
    tasks.cancel(session, first.id(), "ada");
    awaitStatus(second, TaskStatus.BUDGET_EXCEEDED_USD);
    assertThat(work.repository().find(second.id()).orElseThrow().error())
        .isEqualTo("the cap is reached");
  }

  @Test
  void aTaskOfWhomeverMayNoLongerGiveItEndsWithTheReasonAndTheNextOneBegins() throws Exception {
    Task first = busy();
    Task gone = give("press a");
    Task lower = give("press b");
    Task elsewhere = give("press c");
    Task bob =
        tasks.submit(
            session, TaskRequest.of("press d").queued(), TasksInMemory.giver("bob"), "bob, twice");
    Iterator<Optional<Caller>> ada =
        List.of(
                Optional.<Caller>empty(),
                Optional.of(Caller.of("ada", Role.VIEWER)),
                Optional.of(new Caller("ada", Role.ADMIN, Optional.of(Set.of("sess_other")))))
            .iterator();
    work.standing(
        new Standing() {
          @Override
          public Optional<Caller> now(Caller caller) {
            return Optional.empty();
          }

          @Override
          public Optional<Caller> inAbsence(Caller caller) {
            return caller.name().equals("bob") ? Optional.of(caller) : ada.next();
          }
        });
    tasks.cancel(session, first.id(), "ada");
    awaitStatus(bob, TaskStatus.COMPLETED);
    assertThat(List.of(gone, lower, elsewhere))
        .allMatch(task -> status(task) == TaskStatus.CANCELLED);
    assertThat(List.of(gone, lower, elsewhere))
        .extracting(task -> work.repository().find(task.id()).orElseThrow().error())
        .containsExactly(
            "ada, who gave this task, may not come in here any more; somebody who may can give it"
                + " again",
            "ada, who gave this task, may not give this desktop tasks any more; somebody who may"
                + " can give it again",
            "ada, who gave this task, may not give this desktop tasks any more; somebody who may"
                + " can give it again");
    assertThat(types())
        .doesNotContain("task.started " + gone.id())
        .contains("task.cancelled " + gone.id());
  }

  @Test
  void whileSomebodyHoldsControlTheQueueWaits() {
    queue.open();
    Task[] given = new Task[1];
    String done =
        work.leases()
            .whileNobodyDrives(
                session,
                "going back to a snapshot",
                () -> {
                  given[0] = give("press Return");
                  queue.taskChanged(new TaskChanged(ended(), "task.completed", "task"));
                  return status(given[0]).word();
                });
    assertThat(done).isEqualTo("queued");
    awaitStatus(given[0], TaskStatus.COMPLETED);
  }

  @Test
  void whoOnlyTouchesTheDesktopKeepsNoTaskWaiting() {
    Lease vera = work.leases().take(session, new Holder.Person("vera", true), Optional.empty());
    Task task = give("press Return");
    assertThat(task.status()).isEqualTo(TaskStatus.RUNNING);
    awaitStatus(task, TaskStatus.COMPLETED);
    assertThat(work.leases().current(session)).isNotEqualTo(Optional.of(vera));
    assertThat(types()).doesNotContain("task.queued " + task.id());
  }

  @Test
  void aPersonWhoTookControlIsWaitedForAndOneWhoTouchesIsNot() {
    Lease grace = work.leases().take(session, new Holder.Person("grace", false), Optional.empty());
    Task task = give("press Return");
    assertThat(task.status()).isEqualTo(TaskStatus.QUEUED);
    queue.taskChanged(new TaskChanged(ended(), "task.completed", "task"));
    await().during(Duration.ofMillis(200)).until(() -> status(task) == TaskStatus.QUEUED);
    work.leases().handBack(session, grace.id(), "");
    var unused = work.leases().take(session, new Holder.Person("vera", true), Optional.empty());
    queue.taskChanged(new TaskChanged(ended(), "task.completed", "task"));
    awaitStatus(task, TaskStatus.COMPLETED);
  }

  /** Nobody drives then, and the desktop is not free. */
  @Test
  void behindATaskThatIsPausedTheNextOneWaits() throws Exception {
    Task first = busy();
    tasks.pause(session, first.id(), "ada");
    assertThat(work.leases().current(session)).isEmpty();
    Task second = give("press Escape");
    assertThat(second.status()).isEqualTo(TaskStatus.QUEUED);
    tasks.cancel(session, first.id(), "ada");
    awaitStatus(second, TaskStatus.COMPLETED);
  }

  @Test
  void onADesktopThatSomebodyPausesNothingBegins() throws Exception {
    Task first = busy();
    Task second = give("press Escape");
    queue.open();
    tasks.endOn(session, "the desktop was paused");
    awaitStatus(first, TaskStatus.CANCELLED);
    await().until(() -> work.leases().current(session).isEmpty());
    queue.taskChanged(new TaskChanged(ended(), "task.completed", "task"));
    assertThat(status(second)).isEqualTo(TaskStatus.QUEUED);
    var unused = room.sessions().pause(session, "ada");
    work.clock().pass(Duration.ofMinutes(1));
    queue.taskChanged(new TaskChanged(ended(), "task.completed", "task"));
    assertThat(status(second)).isEqualTo(TaskStatus.QUEUED);
    assertThat(room.sessions().desktop(session)).isNotNull();
    awaitStatus(second, TaskStatus.COMPLETED);
  }

  @Test
  void whatWaitsForADesktopThatGoesEndsWithIt() throws Exception {
    Task first = busy();
    Task second = give("press Escape");
    tasks.endOn(session, "the desktop was deleted");
    awaitStatus(first, TaskStatus.CANCELLED);
    room.sessions().delete(session, false, "ada");
    work.clock().pass(Duration.ofMinutes(1));
    queue.open();
    awaitStatus(second, TaskStatus.CANCELLED);
    assertThat(work.repository().find(second.id()).orElseThrow().error())
        .isEqualTo("its desktop is not there any more");
  }

  @Test
  void asManyWaitAsMay() throws Exception {
    busy();
    for (int n = 0; n < TaskQueue.MOST; n++) {
      var unused = give("press Return");
    }
    assertThatThrownBy(() -> give("press Return"))
        .isInstanceOf(QueueFull.class)
        .hasMessageContaining("50 tasks wait");
    assertThat(queue.of(session)).hasSize(TaskQueue.MOST);
  }

  @Test
  void eachBeginsOnceHoweverManyAreTold() throws Exception {
    Task first = busy();
    List<Task> waiting = List.of(give("press a"), give("press b"), give("press c"));
    queue.open();
    tasks.cancel(session, first.id(), "ada");
    for (int n = 0; n < 50; n++) {
      queue.taskChanged(new TaskChanged(ended(), "task.completed", "task"));
    }
    waiting.forEach(task -> awaitStatus(task, TaskStatus.COMPLETED));
    waiting.forEach(task -> assertThat(types()).containsOnlyOnce("task.started " + task.id()));
  }

  @Test
  void whatWaitedWhenTheServerStoppedBeginsWhenItIsBack() throws Exception {
    Task first = busy();
    Task second = give("press Escape");
    tasks.endInterrupted();
    assertThat(status(second)).isEqualTo(TaskStatus.QUEUED);
    tasks.cancel(session, first.id(), "ada");
    queue.open();
    awaitStatus(second, TaskStatus.COMPLETED);
  }

  @Test
  void aServerThatStopsBeginsNothingMore() throws Exception {
    Task first = busy();
    Task second = give("press Escape");
    queue.close();
    tasks.cancel(session, first.id(), "ada");
    awaitStatus(first, TaskStatus.CANCELLED);
    await().until(() -> work.leases().current(session).isEmpty());
    assertThat(status(second)).isEqualTo(TaskStatus.QUEUED);
  }

  @Test
  void onlyWhatHasBegunIsAmongWhatWasDone() throws Exception {
    Task first = busy();
    Task second = give("press Escape");
    assertThat(tasks.ofSession(session, SampleTasks.START.plusSeconds(1_000_000_000), 1))
        .extracting(Task::id)
        .containsExactly(first.id());
    assertThat(tasks.latest(session, 9)).extracting(Task::id).contains(second.id());
    tasks.cancel(session, second.id(), "ada");
    assertThat(tasks.ofSession(session, SampleTasks.START.plusSeconds(1_000_000_000), 9))
        .extracting(Task::id)
        .as("the one at work leads, though another was given later")
        .containsExactly(first.id(), second.id());
  }

  /** A task that works until it is cancelled. */
  private Task busy() throws InterruptedException {
    backend.think();
    Task task = give("press Return");
    backend.awaitThinking();
    return task;
  }

  private Task give(String goal) {
    return tasks.submit(session, TaskRequest.of(goal).queued(), TasksInMemory.giver("ada"));
  }

  private Task ended() {
    return SampleTasks.completed(SampleTasks.running("task_other", session), "done");
  }

  private TaskStatus status(Task task) {
    return work.repository().find(task.id()).orElseThrow().status();
  }

  private List<String> types() {
    return work.changes().fired().stream()
        .map(change -> change.type() + " " + change.task().id())
        .toList();
  }

  private void awaitStatus(Task task, TaskStatus status) {
    await().untilAsserted(() -> assertThat(status(task)).isEqualTo(status));
  }
}
