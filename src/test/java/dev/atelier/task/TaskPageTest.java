package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.json.InvalidField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskPageTest {
  private final MemoryTaskRepository repository = new MemoryTaskRepository();

  @Test
  void pageByPageEachTaskComesOnceThoughAllBeganInTheSameMoment() {
    for (int n = 1; n <= 7; n++) {
      repository.add(SampleTasks.running("task_" + n, "sess_a"));
    }
    List<String> ids = new ArrayList<>();
    String next = null;
    do {
      TaskPage page = TaskPage.of("2", next);
      List<Task> found = repository.matching(TaskFilter.ALL, page.from(), page.limit());
      found.forEach(task -> ids.add(task.id()));
      Map<String, Object> answer = page.answer(found);
      next = (String) answer.get("next");
    } while (next != null);
    assertThat(ids)
        .containsExactly("task_7", "task_6", "task_5", "task_4", "task_3", "task_2", "task_1");
  }

  @Test
  void aPlainTimeIsStillAPlaceToBeginAt() {
    repository.add(SampleTasks.running("task_1", "sess_a"));
    repository.add(SampleTasks.running("task_2", "sess_a", SampleTasks.START.plusMillis(1)));
    TaskPage page = TaskPage.of(null, SampleTasks.START.plusMillis(1).toString());
    assertThat(repository.matching(TaskFilter.ALL, page.from(), page.limit()))
        .extracting(Task::id)
        .containsExactly("task_1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "%", "-1000000000-01-01T00:00:00Z", "MjAyNg", "x:y"})
  void anythingElseIsRefusedByName(String before) {
    assertThatThrownBy(() -> TaskPage.of(null, before))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("before");
  }
}
