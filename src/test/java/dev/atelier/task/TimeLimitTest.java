package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Screenshot;
import dev.atelier.task.TaskGuard.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private final TimeLimit limit = new TimeLimit(60);

  @Test
  void withinTheLimitATaskGoesOn() {
    assertThat(judge(Duration.ofMinutes(60).minusMillis(1))).isInstanceOf(Verdict.GoOn.class);
  }

  @Test
  void atTheLimitItEndsAndSaysWhichLimit() {
    assertThat(judge(Duration.ofMinutes(60)))
        .isEqualTo(
            new Verdict.Stop(
                TaskStatus.CANCELLED,
                "the goal was not reached within 60 minutes (MAX_MINUTES_PER_TASK)"));
  }

  @Test
  void itCountsInTheMiddleOfACallToo() {
    assertThat(limit.meanwhile(Duration.ofMinutes(60))).isInstanceOf(Verdict.Stop.class);
    assertThat(limit.meanwhile(Duration.ZERO)).isInstanceOf(Verdict.GoOn.class);
  }

  @Test
  void aGuardCannotEndATaskAsRunning() {
    assertThatThrownBy(() -> new Verdict.Stop(TaskStatus.RUNNING, "enough"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a task does not end as running");
  }

  private Verdict judge(Duration worked) {
    return limit.judge(
        new Progress(
            SampleTasks.running("task_1", "sess_a"),
            worked,
            List.of(),
            new Screenshot(1, 1, new int[1]),
            ""));
  }
}
