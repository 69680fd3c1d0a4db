package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Disk;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import dev.atelier.session.Session;
import dev.atelier.session.SessionStatus;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a desktop stands, in one word. */
class ActivityTest {
  private static final Task RUNNING = SampleTasks.running("task_1", "sess_a");

  @Test
  void aDesktopStandsAsTheTaskOnItDoes() {
    assertThat(at(RUNNING)).isEqualTo(Activity.WORKING);
    assertThat(at(SampleTasks.as(RUNNING, TaskStatus.NEEDS_YOU))).isEqualTo(Activity.NEEDS_YOU);
    assertThat(at(SampleTasks.as(RUNNING, TaskStatus.PAUSED))).isEqualTo(Activity.WAITING);
  }

  @Test
  void aTaskThatEndedLeavesItIdleUnlessTheMoneyEnded() {
    assertThat(at(SampleTasks.completed(RUNNING, "done"))).isEqualTo(Activity.IDLE);
    assertThat(at(SampleTasks.atTheCap(RUNNING))).isEqualTo(Activity.OVER_BUDGET);
  }

  @Test
  void whoDrivesIsSaidBeforeWhatTheTaskDoes() {
    assertThat(Activity.of(desktop(SessionStatus.READY), Optional.of(RUNNING), Optional.of("Ada")))
        .isEqualTo(Activity.DRIVEN);
  }

  @Test
  void whatSleepsIsNotShownAtWork() {
    Activity asleep =
        Activity.of(desktop(SessionStatus.PAUSED), Optional.of(RUNNING), Optional.empty());
    assertThat(asleep).isEqualTo(Activity.PAUSED);
    assertThat(asleep.awake()).isFalse();
  }

  @Test
  void theTaskAtWorkTellsElseTheLastOneThatHasBegun() {
    Task waiting = SampleTasks.as(RUNNING, TaskStatus.QUEUED);
    Task atTheCap = SampleTasks.atTheCap(RUNNING);
    Task done = SampleTasks.completed(RUNNING, "done");
    assertThat(Activity.telling(List.of(waiting, done, RUNNING, atTheCap))).contains(RUNNING);
    assertThat(Activity.telling(List.of(waiting, atTheCap, done))).contains(atTheCap);
    assertThat(Activity.telling(List.of(waiting))).isEmpty();
  }

  private static Activity at(Task task) {
    return Activity.of(desktop(SessionStatus.READY), Optional.of(task), Optional.empty());
  }

  private static Session desktop(SessionStatus status) {
    return new Session(
        "sess_a",
        "Accounts",
        "docker",
        Look.STANDARD,
        new Size(1280, 800),
        new Quota(0.5, 300, 0, 0),
        new Disk(Optional.empty(), 0),
        status,
        Optional.empty(),
        true,
        Optional.empty(),
        Instant.EPOCH,
        Optional.empty());
  }
}
