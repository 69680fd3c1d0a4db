package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.session.Session;
import dev.atelier.task.QueueRepository;
import dev.atelier.task.QueuedTask;
import dev.atelier.task.ResultFile;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Task;
import dev.atelier.task.TaskFilter;
import dev.atelier.task.TaskPlace;
import dev.atelier.task.TaskStatus;
import dev.atelier.vision.Goal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the repositories of tasks and their queue promise on every database. */
interface TaskStorageContract {
  Instant EVER = Instant.parse("9999-01-01T00:00:00Z");

  /** Of an empty database. */
  Jdbi jdbi();

  private JdbiSessionRepository sessions() {
    return new JdbiSessionRepository(jdbi(), new HandSetClock());
  }

  private JdbiTaskRepository tasks() {
    return new JdbiTaskRepository(jdbi());
  }

  private QueueRepository queue() {
    return new JdbiQueueRepository(jdbi());
  }

  @Test
  default void aTaskIsReadAsItWasWritten() {
    sessions().add(SessionDraft.of("sess_a").session());
    Task written = SampleTasks.running("task_1", "sess_a");
    tasks().add(written);
    assertThat(tasks().find("task_1")).contains(written);
    assertThat(tasks().find("task_2")).isEmpty();
  }

  @Test
  default void theNewestTaskOfEachDesktopIsFoundAtOnceWithWhatIsDoneThere() {
    Stream.of("sess_a", "sess_b", "sess_c").forEach(id -> sessions().add(draft(id)));
    Task first = SampleTasks.running("task_1", "sess_a");
    Task second = SampleTasks.running("task_2", "sess_a");
    Task other = SampleTasks.running("task_3", "sess_b");
    Stream.of(first, second, other).forEach(tasks()::add);
    tasks().add(SampleTasks.as(SampleTasks.running("task_4", "sess_b"), TaskStatus.QUEUED));
    assertThat(tasks().newestOfEach()).containsExactlyInAnyOrder(second, other);
    assertThat(tasks().lastStepsOfUnfinished()).isEmpty();
  }

  private static Session draft(String id) {
    return SessionDraft.of(id).session();
  }

  @Test
  default void aGoalMayHoldAsManyEmojiAsLetters() {
    sessions().add(SessionDraft.of("sess_a").session());
    Task sample = SampleTasks.running("task_1", "sess_a");
    Task written = with(sample, new Goal("🦊".repeat(2000), "☕".repeat(4000)));
    tasks().add(written);
    assertThat(tasks().find("task_1").orElseThrow().goal()).isEqualTo(written.goal());
  }

  @Test
  default void filesThatCameWithAGoalAndThoseItLeftAreKept() {
    sessions().add(SessionDraft.of("sess_a").session());
    Task sample = SampleTasks.running("task_1", "sess_a");
    List<String> most = Collections.nCopies(20, "🦊".repeat(1000));
    Task written = with(sample, new Goal("file them", "", most));
    tasks().add(written);
    assertThat(tasks().find("task_1").orElseThrow().goal()).isEqualTo(written.goal());
    assertThat(tasks().files("task_1")).isEmpty();
    List<ResultFile> left =
        Collections.nCopies(
            100, new ResultFile("日".repeat(500), 1L << 40, Instant.parse("2026-01-02T03:04:05Z")));
    tasks().keepFiles("task_1", left);
    tasks().update(SampleTasks.completed(written, "filed"));
    assertThat(tasks().files("task_1")).contains(left);
    tasks().keepFiles("task_1", List.of());
    assertThat(tasks().files("task_1")).contains(List.of());
  }

  @Test
  default void anEndedTaskIsReadAsItEnded() {
    sessions().add(SessionDraft.of("sess_a").session());
    Task running = SampleTasks.running("task_1", "sess_a");
    tasks().add(running);
    Task ended = SampleTasks.completed(running, "all is said");
    tasks().update(ended);
    assertThat(tasks().find("task_1")).contains(ended);
    assertThat(tasks().unfinished()).isEmpty();
  }

  @Test
  default void whatEndsATaskIsKeptHoweverLongItTalks() {
    sessions().add(SessionDraft.of("sess_a").session());
    Task running = SampleTasks.running("task_1", "sess_a");
    tasks().add(running);
    tasks().update(SampleTasks.completed(running, "🦊".repeat(200_000) + "\u0000"));
    assertThat(tasks().find("task_1").orElseThrow().finalText())
        .startsWith("🦊")
        .hasSizeGreaterThan(50_000);
    assertThat(tasks().unfinished()).isEmpty();
  }

  @Test
  default void tasksComeNewestFirstAndPageByPage() {
    sessions().add(SessionDraft.of("sess_a").session());
    sessions().add(SessionDraft.of("sess_b").session());
    for (int n = 1; n <= 5; n++) {
      tasks()
          .add(
              SampleTasks.running(
                  "task_" + n, n % 2 == 0 ? "sess_b" : "sess_a", SampleTasks.START.plusSeconds(n)));
    }
    assertThat(tasks().matching(TaskFilter.ALL, TaskPlace.before(EVER), 2))
        .extracting(Task::id)
        .containsExactly("task_5", "task_4");
    assertThat(
            tasks().matching(TaskFilter.ALL, TaskPlace.before(SampleTasks.START.plusSeconds(4)), 9))
        .extracting(Task::id)
        .containsExactly("task_3", "task_2", "task_1");
    assertThat(tasks().ofSession("sess_b", TaskPlace.before(EVER), 9))
        .extracting(Task::id)
        .containsExactly("task_4", "task_2");
    assertThat(tasks().startedSince(SampleTasks.START.plusSeconds(4)))
        .containsExactlyInAnyOrder("task_4", "task_5");
  }

  @Test
  default void ofTasksThatBeganInTheSameMomentNoneIsLostBetweenTwoPages() {
    sessions().add(SessionDraft.of("sess_a").session());
    for (int n = 1; n <= 5; n++) {
      tasks().add(SampleTasks.running("task_" + n, "sess_a", SampleTasks.START));
    }
    TaskPlace second = new TaskPlace(SampleTasks.START, "task_4");
    assertThat(tasks().matching(TaskFilter.ALL, TaskPlace.before(EVER), 2))
        .extracting(Task::id)
        .containsExactly("task_5", "task_4");
    assertThat(tasks().matching(TaskFilter.ALL, second, 9))
        .extracting(Task::id)
        .containsExactly("task_3", "task_2", "task_1");
    assertThat(tasks().ofSession("sess_a", second, 2))
        .extracting(Task::id)
        .containsExactly("task_3", "task_2");
    assertThat(tasks().matching(TaskFilter.ALL, TaskPlace.before(SampleTasks.START), 9)).isEmpty();
  }

  @Test
  default void aFilterLetsThroughWhatItSays() {
    sessions().add(SessionDraft.of("sess_a").session());
    sessions().add(SessionDraft.of("sess_b").session());
    Task task = SampleTasks.givenBy("Anna Özil", SampleTasks.running("task_f", "sess_a"));
    tasks().add(task);
    tasks().add(SampleTasks.as(SampleTasks.running("task_g", "sess_b"), TaskStatus.QUEUED));
    Instant start = SampleTasks.START;
    assertThat(filtered(Set.of("sess_a"), Set.of(), "özil", "RETURN", start)).containsExactly(task);
    assertThat(filtered(Set.of("sess_b"), Set.of(), "", "", start)).hasSize(1);
    assertThat(filtered(Set.of(), Set.of(), "", "", start)).isEmpty();
    assertThat(filtered(Set.of("sess_a", "sess_b"), Set.of(TaskStatus.QUEUED), "", "", start))
        .extracting(Task::id)
        .containsExactly("task_g");
    assertThat(filtered(Set.of("sess_a"), Set.of(), "nobody", "", start)).isEmpty();
    assertThat(filtered(Set.of("sess_a"), Set.of(), "", "press%", start)).isEmpty();
    assertThat(filtered(Set.of("sess_a"), Set.of(), "", "", start.plusMillis(1))).isEmpty();
  }

  private List<Task> filtered(
      Set<String> sessions, Set<TaskStatus> statuses, String givenBy, String words, Instant from) {
    TaskFilter filter =
        new TaskFilter(
            Optional.of(sessions),
            statuses,
            givenBy,
            words,
            Optional.of(from),
            Optional.of(SampleTasks.START.plusSeconds(1)));
    List<Task> found = tasks().matching(filter, TaskPlace.FIRST, 9);
    assertThat(found).allMatch(filter::admits);
    return found;
  }

  @Test
  default void unfinishedTasksAreFoundWhateverTheyWaitFor() {
    sessions().add(SessionDraft.of("sess_a").session());
    for (TaskStatus status : TaskStatus.values()) {
      tasks().add(with(SampleTasks.running("task_" + status.word(), "sess_a"), status));
    }
    assertThat(tasks().unfinished())
        .extracting(Task::status)
        .containsExactlyInAnyOrder(
            TaskStatus.QUEUED,
            TaskStatus.STARTING,
            TaskStatus.RUNNING,
            TaskStatus.PAUSED,
            TaskStatus.NEEDS_APPROVAL,
            TaskStatus.NEEDS_YOU);
  }

  @Test
  default void tasksWaitInTheirOrderAndAreTakenOutOnce() {
    Instant end = SampleTasks.START.plusSeconds(3600);
    Caller giver =
        new Caller(
            "ada",
            Role.OPERATOR,
            Optional.of(Set.of("sess_a", "sess_b")),
            new Credential(Credential.Kind.JWT, "a hash", "", Optional.of(end)));
    sessions().add(SessionDraft.of("sess_a").session());
    sessions().add(SessionDraft.of("sess_b").session());
    for (String id : List.of("task_3", "task_1", "task_2")) {
      tasks().add(with(SampleTasks.running(id, "sess_a"), TaskStatus.QUEUED));
      queue().add(id, "sess_a", id.equals("task_1"), giver, "ada, by the schedule Report");
    }
    tasks().add(with(SampleTasks.running("task_4", "sess_b"), TaskStatus.QUEUED));
    queue().add("task_4", "sess_b", false, Caller.of("bob", Role.ADMIN), "bob");
    assertThat(queue().sessions()).containsExactlyInAnyOrder("sess_a", "sess_b");
    assertThat(queue().of("sess_a"))
        .extracting(QueuedTask::taskId)
        .containsExactly("task_3", "task_1", "task_2");
    assertThat(queue().of("sess_a").get(1))
        .isEqualTo(
            new QueuedTask("task_1", "sess_a", 2, true, giver, "ada, by the schedule Report"));
    queue().arrange(List.of("task_2", "task_3", "task_1"));
    assertThat(queue().remove("task_3")).isTrue();
    assertThat(queue().remove("task_3")).isFalse();
    assertThat(queue().of("sess_a"))
        .extracting(QueuedTask::taskId)
        .containsExactly("task_2", "task_1");
    queue().add("task_3", "sess_a", false, giver, "ada");
    assertThat(queue().of("sess_a").get(2).taskId()).isEqualTo("task_3");
  }

  @Test
  default void aTaskThatWaitedBeganWhenItBegan() {
    sessions().add(SessionDraft.of("sess_a").session());
    Task waited = with(SampleTasks.running("task_1", "sess_a"), TaskStatus.QUEUED);
    tasks().add(waited);
    Task begun = SampleTasks.running("task_1", "sess_a", SampleTasks.START.plusSeconds(60));
    tasks().begin(begun);
    assertThat(tasks().find("task_1")).contains(begun);
  }

  @Test
  default void onlyATaskThatEndedAtAMoneyCapIsResumedAndOnlyOnce() {
    Task running = SampleTasks.running("task_1", "sess_a");
    sessions().add(SessionDraft.of("sess_a").session());
    tasks().add(running);
    assertThat(tasks().resume(running)).isFalse();
    tasks().update(SampleTasks.atTheCap(running));
    assertThat(tasks().resume(running)).isTrue();
    assertThat(tasks().find("task_1")).contains(running);
    assertThat(tasks().resume(running)).isFalse();
  }

  private static Task with(Task task, Goal goal) {
    return changed(task, goal, task.status());
  }

  private static Task with(Task task, TaskStatus status) {
    return changed(task, task.goal(), status);
  }

  private static Task changed(Task task, Goal goal, TaskStatus status) {
    return new Task(
        task.id(),
        task.sessionId(),
        goal,
        task.askBefore(),
        task.backend(),
        task.model(),
        status,
        task.maxSteps(),
        task.maxUsd(),
        task.stepCount(),
        task.totalCostUsd(),
        task.finalText(),
        task.error(),
        task.startedAt(),
        task.finishedAt());
  }
}
