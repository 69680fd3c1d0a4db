package dev.atelier.single;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Look;
import dev.atelier.desktop.Size;
import dev.atelier.json.Json;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The names and types that clients of the single-desktop API were promised, and no others. */
class ShapesTest {
  private static final BigDecimal START = new BigDecimal("1795253400.123");

  private final Task task = SampleTasks.running("task_1", "sess_a");

  @Test
  void aTaskThatIsNotKnownIsStarting() {
    assertThat(Json.write(StartingTask.of("task_9")))
        .isEqualTo(
            "{\"task_id\":\"task_9\",\"status\":\"starting\",\"step_count\":0,"
                + "\"total_cost_usd\":0.0}");
  }

  @Test
  void aTaskInAList() {
    assertThat(written(ListedTask.of(task)))
        .containsOnlyKeys("id", "goal", "submitted_at", "status", "step_count", "total_cost_usd")
        .containsEntry("id", "task_1")
        .containsEntry("goal", "press Return")
        .containsEntry("submitted_at", START)
        .containsEntry("status", "running")
        .containsEntry("step_count", 0)
        .containsEntry("total_cost_usd", 0);
  }

  @Test
  void aTaskThatNeedsAPersonAsksInTheWordThatClientsKnow() {
    Task needs = SampleTasks.as(task, TaskStatus.NEEDS_YOU);
    assertThat(written(ListedTask.of(needs))).containsEntry("status", "needs_approval");
    assertThat(written(Transcript.of(needs, List.of()))).containsEntry("status", "needs_approval");
    Task waits = SampleTasks.as(task, TaskStatus.QUEUED);
    assertThat(written(ListedTask.of(waits))).containsEntry("status", "starting");
  }

  @Test
  void aTranscript() {
    Map<String, Object> transcript =
        written(Transcript.of(SampleTasks.completed(task, "all is said"), List.of()));
    assertThat(transcript)
        .containsOnlyKeys(
            "task_id",
            "goal",
            "status",
            "started_at",
            "finished_at",
            "step_count",
            "total_cost_usd",
            "final_text",
            "error",
            "steps")
        .containsEntry("started_at", START)
        .containsEntry("finished_at", START.add(BigDecimal.valueOf(9)))
        .containsEntry("status", "completed")
        .containsEntry("final_text", "all is said")
        .containsEntry("error", "");
    assertThat(written(Transcript.of(task, List.of()))).containsEntry("finished_at", null);
  }

  @Test
  void aStepOfATranscript() {
    assertThat(written(Transcript.TakenStep.of(SampleTasks.step("task_1", 1))))
        .containsOnlyKeys(
            "step",
            "started_at",
            "finished_at",
            "action",
            "desktop_result",
            "text_from_model",
            "cost_usd")
        .containsEntry("step", 1)
        .containsEntry("started_at", START.add(BigDecimal.ONE))
        .containsEntry("finished_at", START.add(new BigDecimal("2.234")))
        .containsEntry("action", "type")
        .containsEntry("desktop_result", "typed 5 characters")
        .containsEntry("text_from_model", "because of “1”")
        .containsEntry("cost_usd", new BigDecimal("0.00012345"));
    assertThat(written(Transcript.TakenStep.of(SampleTasks.words("task_1", 1, "thinking"))))
        .containsEntry("action", null);
  }

  @Test
  void aStepOfTheStream() {
    assertThat(written(ToldStep.of(task, SampleTasks.step("task_1", 2), "/api/task/task_1")))
        .containsOnlyKeys(
            "task_id",
            "step",
            "action",
            "result",
            "text",
            "cost_usd",
            "total_cost_usd",
            "status",
            "at",
            "duration_ms",
            "screenshot_url")
        .containsEntry("at", START.add(BigDecimal.valueOf(2)))
        .containsEntry("duration_ms", 1234)
        .containsEntry("total_cost_usd", new BigDecimal("0.0002469"))
        .containsEntry("screenshot_url", "/api/task/task_1/steps/2/screenshot");
    assertThat(written(ToldStep.of(task, SampleTasks.words("task_1", 3, "thinking"), "/api")))
        .containsEntry("screenshot_url", null)
        .containsEntry("action", null);
  }

  @Test
  void aSnapshot() {
    Snapshot snapshot =
        new Snapshot(
            "snap_1",
            "sess_a",
            "default",
            "docker",
            Snapshot.Kind.ASKED,
            Snapshot.State.READY,
            "logged in",
            Optional.empty(),
            Look.STANDARD,
            new Size(1280, 720),
            1_000,
            234,
            Optional.empty(),
            "ada",
            SampleTasks.START);
    assertThat(written(ListedSnapshot.of(snapshot)))
        .isEqualTo(
            Map.of(
                "id",
                "snap_1",
                "tag",
                "snap_1",
                "created_at",
                START,
                "base_container",
                "sess_a",
                "size_bytes",
                1234,
                "note",
                "logged in"));
  }

  @Test
  void timesAreNumbersOfSeconds() {
    assertThat(Json.write(Map.of("at", UnixTime.of(SampleTasks.START))))
        .isEqualTo("{\"at\":1795253400.123}");
  }

  private static Map<String, Object> written(Object answer) {
    return Json.readObject(Json.write(answer));
  }
}
