package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.json.Json;
import dev.atelier.stream.EventStream.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskEventsTest {
  private final MemoryTaskRepository tasks = new MemoryTaskRepository();
  private Task task = SampleTasks.running("task_1", "sess_a");

  TaskEventsTest() {
    tasks.add(task);
  }

  @Test
  void aRunningTaskHasNoEventUntilItsFirstStep() {
    TaskEvents events = events(0);
    assertThat(events.next()).isEmpty();
    take(1);
    assertThat(events.next()).extracting(ServerEvent::id).containsExactly("1");
    assertThat(events.next()).isEmpty();
    assertThat(events.ended()).isFalse();
  }

  @Test
  void aStepIsToldWithAllTheContractNames() {
    take(1);
    ServerEvent event = events(0).next().get(0);
    assertThat(event.name()).isEqualTo("step");
    assertThat(Json.readObject(event.data()))
        .containsEntry("task_id", "task_1")
        .containsEntry("step", 1)
        .containsEntry("action", "type")
        .containsEntry("result", "typed 5 characters")
        .containsEntry("text", "because of “1”")
        .containsEntry("status", "running")
        .containsEntry("at", "2026-11-21T09:30:01.123Z")
        .containsEntry("duration_ms", 1234)
        .containsEntry("screenshot_url", "/sessions/sess_a/task/task_1/steps/1/screenshot")
        .containsKeys("cost_usd", "total_cost_usd");
  }

  @Test
  void theDataOfAnEventHoldsNoLineBreak() {
    step(SampleTasks.words("task_1", 1, "two\nlines\r\nand more\u2028"));
    assertThat(events(0).next().get(0).data()).doesNotContain("\n", "\r");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 49, 50, 119, 120, 500})
  void whatWasMissedIsReplayedFromAnyPlace(int known) {
    take(120);
    end();
    List<ServerEvent> told = all(events(known));
    assertThat(told.subList(0, told.size() - 1))
        .extracting(ServerEvent::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(known + 1, 120).mapToObj(Integer::toString).toList());
    assertThat(told.get(told.size() - 1).name()).isEqualTo("end");
  }

  @Test
  void theEndIsToldOnceAndAfterEveryStep() {
    take(3);
    end();
    TaskEvents events = events(0);
    List<ServerEvent> told = all(events);
    assertThat(told).extracting(ServerEvent::name).containsExactly("step", "step", "step", "end");
    assertThat(events.ended()).isTrue();
    assertThat(events.next()).isEmpty();
  }

  @Test
  void theEndSaysHowItEnded() {
    end();
    ServerEvent end = events(0).next().get(0);
    assertThat(end.id()).isEmpty();
    assertThat(Json.readObject(end.data()))
        .containsEntry("status", "completed")
        .containsEntry("final_text", "all is said")
        .containsEntry("error", "");
  }

  @Test
  void stepsOfATaskThatHasEndedCarryItsLastStatus() {
    take(1);
    end();
    assertThat(Json.readObject(events(0).next().get(0).data()))
        .containsEntry("status", "completed");
  }

  private TaskEvents events(int last) {
    return new TaskEvents(tasks, "task_1", last, StepView::of);
  }

  private static List<ServerEvent> all(TaskEvents events) {
    List<ServerEvent> told = new ArrayList<>();
    while (!events.ended()) {
      told.addAll(events.next());
    }
    return told;
  }

  private void take(int steps) {
    for (int number = 1; number <= steps; number++) {
      step(SampleTasks.step("task_1", number));
    }
  }

  private void step(Step step) {
    tasks.append(step);
    task = task.afterStep(step);
    tasks.update(task);
  }

  private void end() {
    tasks.update(SampleTasks.completed(task, "all is said"));
  }
}
