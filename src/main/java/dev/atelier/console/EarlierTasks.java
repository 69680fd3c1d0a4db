package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
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

/** What was done on a desktop before; each can be opened again. */
final class EarlierTasks extends Section {
  private static final long serialVersionUID = 1L;
  private final UnorderedList list = new UnorderedList();
  private final transient Consumer<Task> open;

  EarlierTasks(Consumer<Task> open) {
    this.open = open;
    addClassName("earlier");
    add(new H2(getTranslation("earlier.title")), list);
  }

  void show(List<Task> tasks) {
    list.removeAll();
    tasks.forEach(task -> list.add(item(task)));
    setVisible(!tasks.isEmpty());
  }

  private ListItem item(Task task) {
    boolean good = task.status() == TaskStatus.COMPLETED;
    Button goal = new Button(task.goal().text(), event -> open.accept(task));
    goal.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE);
    Span outcome = new Span(getTranslation("task.ended." + task.status().word()));
    outcome.addClassName(good ? "good" : "bad");
    ListItem item =
        new ListItem(
            (good ? VaadinIcon.CHECK : VaadinIcon.CLOSE_SMALL).create(),
            goal,
            outcome,
            new Ago(task.finishedAt().orElse(task.startedAt())));
    return item;
  }
}
