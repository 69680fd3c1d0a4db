package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskStoryTest {
  private static final Task ENDED = SampleTasks.atTheCap(SampleTasks.running("task_a", "sess_a"));

  private TaskStory.Undo undo = TaskStory.Undo.POSSIBLE;
  private Optional<Instant> undoneAt = Optional.empty();
  private final TaskStory story = new TaskStory(new Desktop());

  @Test
  void aTaskThatCanBeUndoneOffersIt() {
    story.show(ENDED, List.of());
    assertThat(ids()).contains("undo-task", "go-on").doesNotContain("undone");
  }

  @Test
  void aTaskThatIsUndoneSaysWhenAndOffersNeitherThatNorToGoOn() {
    story.show(ENDED, List.of());
    undo = TaskStory.Undo.IMPOSSIBLE;
    undoneAt = Optional.of(SampleTasks.START);
    story.show(ENDED);
    assertThat(ids()).contains("undone").doesNotContain("undo-task", "go-on");
    assertThat(all(story).filter(Ago.class::isInstance))
        .anyMatch(
            ago -> SampleTasks.START.toString().equals(ago.getElement().getAttribute("datetime")));
  }

  @Test
  void whileATaskIsBeingUndoneNothingElseIsOffered() {
    undo = TaskStory.Undo.UNDER_WAY;
    story.show(ENDED, List.of());
    assertThat(ids()).doesNotContain("undo-task", "go-on", "undone");
  }

  private List<String> ids() {
    return all(story).flatMap(each -> each.getId().stream()).toList();
  }

  private static Stream<Component> all(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(TaskStoryTest::all));
  }

  /** Says of a task what the test wants. */
  private final class Desktop implements TaskStory.Controls {
    @Override
    public TaskStory.Undo undoOf(Task task) {
      return undo;
    }

    @Override
    public Optional<Instant> undoneAt(Task task) {
      return undoneAt;
    }

    @Override
    public void cancel() {}

    @Override
    public void again(Task task) {}

    @Override
    public void saveAsRecipe(Task task) {}

    @Override
    public void goOn(Task task) {}

    @Override
    public void undo(Task task) {}

    @Override
    public void give(int question, boolean approved, String note) {}
  }
}
