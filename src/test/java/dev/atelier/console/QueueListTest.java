package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.ListItem;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class QueueListTest {
  private static final Task ONE = SampleTasks.running("task_a", "sess_a");
  private static final Task TWO = SampleTasks.running("task_b", "sess_a");

  private final List<String> orders = new ArrayList<>();
  private final QueueList queue =
      new QueueList(
          new QueueList.Order() {
            @Override
            public void move(Task task, int position) {
              orders.add(task.id() + " to " + position);
            }

            @Override
            public void cancel(Task task) {
              orders.add("cancel " + task.id());
            }
          });

  @Test
  void rowsStayInThePageWhileNewsCome() {
    queue.show(List.of(ONE, TWO));
    List<Component> before = rows();
    queue.show(List.of(ONE, TWO));
    assertThat(rows()).isEqualTo(before);
    queue.show(List.of(TWO, ONE));
    assertThat(rows()).containsExactly(before.get(1), before.get(0));
    queue.show(List.of(ONE));
    assertThat(rows()).containsExactly(before.get(0));
    queue.show(List.of());
    assertThat(queue.isVisible()).isFalse();
  }

  @Test
  void aRowThatStayedMovesFromWhereItIsNow() {
    queue.show(List.of(ONE, TWO));
    assertThat(button(1, "down").isEnabled()).isFalse();
    button(1, "up").click();
    queue.show(List.of(TWO, ONE));
    assertThat(button(0, "up").isEnabled()).isFalse();
    button(0, "down").click();
    button(1, "cancel").click();
    assertThat(orders).containsExactly("task_b to 1", "task_b to 2", "cancel task_a");
  }

  private List<Component> rows() {
    return all(queue).filter(ListItem.class::isInstance).toList();
  }

  private Button button(int row, String className) {
    return all(rows().get(row))
        .filter(Button.class::isInstance)
        .map(Button.class::cast)
        .filter(button -> button.hasClassName(className))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Component> all(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(QueueListTest::all));
  }
}
