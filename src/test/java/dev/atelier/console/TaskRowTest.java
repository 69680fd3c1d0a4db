package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Task;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskRowTest {
  private static final Task RUNNING = SampleTasks.running("task_a", "sess_a");

  @Test
  void whatCanHaveTheFocusStaysInThePageWhileNewsCome() {
    TaskRow row = new TaskRow(RUNNING, Optional.empty(), true, new Nothing());
    List<Component> before = all(row).filter(Button.class::isInstance).toList();
    assertThat(before).hasSize(2).noneMatch(Component::isVisible);
    Task ended = SampleTasks.completed(RUNNING, "done");
    row.show(ended);
    assertThat(all(row).filter(Button.class::isInstance).toList()).isEqualTo(before);
    assertThat(before).filteredOn(Component::isVisible).hasSize(1);
    assertThat(row.task()).isEqualTo(ended);
  }

  private static Stream<Component> all(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(TaskRowTest::all));
  }

  private static final class Nothing implements TaskRow.Acts {
    @Override
    public void again(Task task) {}

    @Override
    public void saveAsRecipe(Task task) {}
  }
}
