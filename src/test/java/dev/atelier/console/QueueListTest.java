package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueListTest {
  private static final Task FIRST = SampleTasks.running("task_1", "sess_a");
  private static final Task SECOND = SampleTasks.running("task_2", "sess_a");

  private final List<String> done = new ArrayList<>();
  private final QueueList list =
      new QueueList(
          new QueueList.Order() {
            @Override
            public void move(Task task, int position) {
              done.add(task.id() + " to " + position);
            }

            @Override
            public void cancel(Task task) {
              done.add(task.id() + " cancelled");
            }
          });

  @Test
  void whereNothingWaitsNothingIsShown() {
    list.show(List.of());
    assertThat(list.isVisible()).isFalse();
  }

  @Test
  void eachIsPutElsewhereOrCancelled() {
    list.show(List.of(FIRST, SECOND));
    assertThat(list.isVisible()).isTrue();
    buttons("up").get(1).click();
    buttons("down").get(0).click();
    buttons("cancel").get(1).click();
    assertThat(done).containsExactly("task_2 to 1", "task_1 to 2", "task_2 cancelled");
  }

  @Test
  void theFirstCannotComeEarlierNorTheLastLater() {
    list.show(List.of(FIRST, SECOND));
    assertThat(buttons("up")).extracting(Button::isEnabled).containsExactly(false, true);
    assertThat(buttons("down")).extracting(Button::isEnabled).containsExactly(true, false);
  }

  @Test
  void eachButtonSaysForWhomItIsToThoseWhoDoNotSee() {
    list.show(List.of(FIRST));
    assertThat(buttons("cancel").get(0).getAriaLabel()).contains("Cancel: press Return");
  }

  private List<Button> buttons(String style) {
    return all(list)
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(button -> button.hasClassName(style))
        .toList();
  }

  private static Stream<Component> all(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(QueueListTest::all));
  }
}
