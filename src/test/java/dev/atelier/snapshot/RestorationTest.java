package dev.atelier.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.task.SampleTasks;
import dev.atelier.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A task begins at minute 10; what was saved for it, was saved a moment later. */
class RestorationTest {
  private static final Task TASK = SampleTasks.running("task_a", "sess_a", minute(10));
  private static final Instant SAVED_FOR_IT = minute(10).plusMillis(5);

  private final List<Restoration> all = new ArrayList<>();

  @Test
  void aTaskOfADesktopThatNeverWentBackIsNotUndone() {
    assertThat(Restoration.undoing(TASK, List.of())).isEmpty();
  }

  @Test
  void itIsUndoneOnceItsDesktopIsAsItWasSavedForIt() {
    back(20, SAVED_FOR_IT, "task_a");
    assertThat(undone()).contains(minute(20));
  }

  @Test
  void itIsUndoneOnceItsDesktopIsAsItWasAtAnyMomentBeforeIt() {
    back(20, minute(3), "");
    assertThat(undone()).contains(minute(20));
    assertThat(Restoration.undoing(SampleTasks.running("task_b", "sess_a", minute(15)), all))
        .contains(minute(20));
  }

  @Test
  void itIsNotUndoneWhenItsDesktopGoesBackToAMomentAfterIt() {
    back(20, minute(15), "task_b");
    assertThat(undone()).isEmpty();
  }

  @Test
  void whatHappenedBeforeItDoesNotUndoIt() {
    back(5, minute(3), "");
    assertThat(undone()).isEmpty();
  }

  @Test
  void itIsNotUndoneAnyMoreWhenItsDesktopWentForwardAgain() {
    back(20, SAVED_FOR_IT, "task_a");
    back(30, minute(20).minusSeconds(1), "");
    assertThat(undone()).isEmpty();
    back(40, SAVED_FOR_IT, "task_a");
    assertThat(undone()).contains(minute(40));
  }

  @Test
  void whatWasSavedAfterItWasUndoneDoesNotBringItBack() {
    back(20, SAVED_FOR_IT, "task_a");
    back(40, minute(35), "");
    assertThat(undone()).contains(minute(20));
    back(50, minute(40).minusSeconds(1), "");
    assertThat(undone()).contains(minute(20));
  }

  private void back(int at, Instant to, String task) {
    all.add(
        0,
        new Restoration(
            "sess_a", minute(at), to, Optional.of(task).filter(name -> !name.isEmpty())));
  }

  private Optional<Instant> undone() {
    return Restoration.undoing(TASK, all);
  }

  private static Instant minute(int number) {
    return SampleTasks.START.plusSeconds(60L * number);
  }
}
