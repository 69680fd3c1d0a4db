package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.HandSetClock;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Step;
import dev.atelier.task.TaskRepository;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the repositories of steps and their pictures promise on every database. */
interface StepStorageContract {
  Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
  Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Of an empty database. */
  Jdbi jdbi();

  private JdbiSessionRepository sessions() {
    return new JdbiSessionRepository(jdbi(), new HandSetClock());
  }

  private JdbiTaskRepository tasks() {
    return new JdbiTaskRepository(jdbi());
  }

  @Test
  default void aPictureIsShownUntilEverySessionThatShowsItIsToBePurged() {
    sessions().add(SessionDraft.of("sess_a").session());
    sessions().add(SessionDraft.of("sess_b").session());
    tasks().add(SampleTasks.running("task_a", "sess_a"));
    tasks().add(SampleTasks.running("task_b", "sess_b"));
    tasks().append(SampleTasks.seen("task_a", 1, "own"));
    tasks().append(SampleTasks.seen("task_a", 2, "shared"));
    tasks().append(SampleTasks.seen("task_a", 3, "shared"));
    tasks().append(SampleTasks.words("task_a", 4, "without one"));
    tasks().append(SampleTasks.seen("task_b", 1, "shared"));
    assertThat(tasks().pictures("sess_a")).containsExactlyInAnyOrder("own", "shared");
    assertThat(tasks().shows("own")).isTrue();
    sessions().remove("sess_a", true);
    assertThat(tasks().shows("own")).isFalse();
    assertThat(tasks().shows("shared")).isTrue();
    sessions().remove("sess_b", true);
    assertThat(tasks().shows("shared")).isFalse();
    assertThat(tasks().shows("none")).isFalse();
  }

  @Test
  default void picturesAreFoundByTheAgeOfWhatShowsThemAndTheStepsStay() {
    sessions().add(SessionDraft.of("sess_a").session());
    tasks().add(SampleTasks.running("task_a", "sess_a"));
    tasks().append(SampleTasks.seen("task_a", 1, "shared"));
    tasks().append(SampleTasks.seen("task_a", 2, "own"));
    tasks().append(SampleTasks.words("task_a", 3, "without one"));
    tasks().append(SampleTasks.seen("task_a", 4, "shared"));
    Instant second = SampleTasks.START.plusSeconds(2);
    Instant fourth = SampleTasks.START.plusSeconds(4);
    assertThat(tasks().picturesShown(Instant.EPOCH, EVER, 9))
        .extracting(TaskRepository.ShownPicture::name)
        .containsExactly("shared", "own", "shared");
    assertThat(tasks().picturesShown(second, fourth, 9))
        .containsExactly(new TaskRepository.ShownPicture("own", second));
    assertThat(tasks().picturesShown(Instant.EPOCH, EVER, 1)).hasSize(1);
    assertThat(tasks().showsSince("shared", fourth)).isTrue();
    assertThat(tasks().showsSince("shared", fourth.plusMillis(1))).isFalse();
    assertThat(tasks().picturesRemoved("task_a")).isEmpty();
    tasks().pictureRemoved("shared", fourth, NOON);
    assertThat(tasks().picturesRemoved("task_a")).isEqualTo(Map.of(1, NOON));
    assertThat(tasks().stepsAfter("task_a", 0, 9)).hasSize(4);
    assertThat(tasks().stepsAfter("task_a", 0, 1).get(0).picture()).isEmpty();
    assertThat(tasks().stepsAfter("task_a", 3, 1).get(0).picture()).contains("shared");
  }

  @Test
  default void aStepIsKeptHoweverLongItTalks() {
    sessions().add(SessionDraft.of("sess_a").session());
    tasks().add(SampleTasks.running("task_1", "sess_a"));
    Step step = SampleTasks.words("task_1", 1, "nul \u0000 and " + "x".repeat(200_000));
    tasks().append(step);
    assertThat(tasks().stepsAfter("task_1", 0, 1).get(0).text()).startsWith("nul ");
  }

  @Test
  default void stepsAreReadInOrderAsTheyWereWritten() {
    sessions().add(SessionDraft.of("sess_a").session());
    tasks().add(SampleTasks.running("task_1", "sess_a"));
    List<Step> written = new ArrayList<>();
    for (int number = 1; number <= 120; number++) {
      written.add(SampleTasks.step("task_1", number));
      tasks().append(written.get(number - 1));
    }
    assertThat(tasks().stepsAfter("task_1", 0, Integer.MAX_VALUE)).isEqualTo(written);
    assertThat(tasks().stepsAfter("task_1", 118, 50)).isEqualTo(written.subList(118, 120));
    assertThat(tasks().stepsAfter("task_1", 7, 3)).isEqualTo(written.subList(7, 10));
    assertThat(tasks().stepsAfter("task_1", 120, 9)).isEmpty();
  }

  @Test
  default void whatAPersonAnsweredIsTheResultOfTheStepThatAsked() {
    sessions().add(SessionDraft.of("sess_a").session());
    tasks().add(SampleTasks.running("task_1", "sess_a"));
    Step question = SampleTasks.words("task_1", 1, "Pay?");
    tasks().append(question);
    tasks().append(SampleTasks.step("task_1", 2));
    tasks().answered("task_1", 1, "the person said no: “trop cher”");
    assertThat(tasks().stepsAfter("task_1", 0, 9))
        .containsExactly(
            SampleTasks.answered(question, "the person said no: “trop cher”"),
            SampleTasks.step("task_1", 2));
  }

  @Test
  default void twoStepsOfOneNumberAreRefused() {
    sessions().add(SessionDraft.of("sess_a").session());
    tasks().add(SampleTasks.running("task_1", "sess_a"));
    tasks().append(SampleTasks.step("task_1", 1));
    assertThatThrownBy(() -> tasks().append(SampleTasks.step("task_1", 1)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void moneyIsKeptToTheEighthDecimal() {
    sessions().add(SessionDraft.of("sess_a").session());
    tasks().add(SampleTasks.running("task_1", "sess_a"));
    tasks().append(SampleTasks.step("task_1", 1));
    assertThat(tasks().stepsAfter("task_1", 0, 1).get(0).costUsd())
        .isEqualTo(new BigDecimal("0.00012345"));
  }
}
