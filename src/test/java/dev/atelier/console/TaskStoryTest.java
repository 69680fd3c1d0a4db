package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import dev.atelier.desktop.Size;
import dev.atelier.task.ResultFile;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Task;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TaskStoryTest {
  private static final Task ENDED = SampleTasks.atTheCap(SampleTasks.running("task_a", "sess_a"));

  private TaskStory.Undo undo = TaskStory.Undo.POSSIBLE;
  private Optional<Instant> undoneAt = Optional.empty();
  private Optional<List<ResultFile>> files = Optional.empty();
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

  @Test
  void filesThatTheTaskMadeAreLinkedWithTheResult() {
    story.show(ENDED, List.of());
    assertThat(ids()).doesNotContain("result-files");
    files =
        Optional.of(List.of(new ResultFile("Downloads/a b;ü.pdf", 1_234_567, SampleTasks.START)));
    story.show(ENDED);
    assertThat(ids()).contains("result-files");
    assertThat(
            all(story)
                .filter(Anchor.class::isInstance)
                .map(Anchor.class::cast)
                .filter(link -> link.getHref().contains("/files/")))
        .singleElement()
        .satisfies(
            link -> {
              assertThat(link.getText()).isEqualTo("Downloads/a b;ü.pdf");
              assertThat(link.getHref())
                  .isEqualTo("/sessions/sess_a/files/Downloads/a%20b%3B%C3%BC.pdf");
            });
    assertThat(ResultLinks.size(1_234_567, Locale.ENGLISH)).isEqualTo("1.2 MB");
    assertThat(ResultLinks.size(999, Locale.ENGLISH)).isEqualTo("999 B");
    assertThat(ResultLinks.size(45_000_000_000L, Locale.ENGLISH)).isEqualTo("45.0 GB");
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
    public Optional<List<ResultFile>> filesOf(Task task) {
      return files;
    }

    @Override
    public Optional<Instant> undoneAt(Task task) {
      return undoneAt;
    }

    @Override
    public void pause() {}

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

    @Override
    public void say(int question, String answer) {}

    @Override
    public Size screen() {
      return new Size(1280, 800);
    }
  }
}
