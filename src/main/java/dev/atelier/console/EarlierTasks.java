package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What was done on a desktop before; each can be opened again. */
final class EarlierTasks extends Section {
  private static final long serialVersionUID = 1L;
  private final UnorderedList list = new UnorderedList();
  private final transient Consumer<Task> open;
  private final transient Predicate<Task> undone;

  /**
   * @param undone whether the desktop went back to how it was before a task
   */
  EarlierTasks(Consumer<Task> open, Predicate<Task> undone) {
    this.open = open;
    this.undone = undone;
    addClassName("earlier");
    add(new H2(getTranslation("earlier.title")), list);
  }

  void show(List<Task> tasks) {
    list.removeAll();
    tasks.forEach(task -> list.add(item(task)));
    setVisible(!tasks.isEmpty());
  }

  private ListItem item(Task task) {
    boolean back = undone.test(task);
    boolean good = task.status() == TaskStatus.COMPLETED && !back;
    Button goal = new Button(task.goal().text(), event -> open.accept(task));
    goal.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE);
    Span outcome =
        new Span(getTranslation(back ? "task.undone" : "task.ended." + task.status().word()));
    outcome.addClassName(good ? "good" : "bad");
    ListItem item =
        new ListItem(
            icon(good, back).create(),
            goal,
            outcome,
            replay(task),
            new Ago(task.finishedAt().orElse(task.startedAt())));
    return item;
  }

  private Anchor replay(Task task) {
    Anchor replay = new Anchor(ReplayView.address(task), getTranslation("replay.open"));
    replay.addClassName("replay");
    replay.setAriaLabel(getTranslation("replay.of", task.goal().text()));
    return replay;
  }

  private static VaadinIcon icon(boolean good, boolean back) {
    if (back) {
      return VaadinIcon.ROTATE_LEFT;
    }
    return good ? VaadinIcon.CHECK : VaadinIcon.CLOSE_SMALL;
  }
}
