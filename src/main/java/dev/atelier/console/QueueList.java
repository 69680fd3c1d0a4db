package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.task.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What waits for a desktop, the next one first; each can be put elsewhere or cancelled. */
final class QueueList extends Section {
  private static final long serialVersionUID = 1L;
  private final Wall list = new Wall("ol");
  private final Map<String, Row> rows = new HashMap<>();
  private final transient Order order;

  /** What a person may do about a task that waits. */
  interface Order {

    /** Puts it at that place, 1 for the next one. */
    void move(Task task, int position);

    void cancel(Task task);
  }

  QueueList(Order order) {
    this.order = order;
    addClassName("queue");
    setId("queue");
    add(new H2(getTranslation("queue.title")), list);
    setVisible(false);
  }

  /** Rows of what still waits stay as they are, so that what has the focus keeps it. */
  void show(List<Task> waiting) {
    rows.keySet().retainAll(waiting.stream().map(Task::id).toList());
    for (int n = 0; n < waiting.size(); n++) {
      Task task = waiting.get(n);
      rows.computeIfAbsent(task.id(), id -> new Row(task)).show(n + 1, waiting.size());
    }
    list.arrange(waiting.stream().map(task -> rows.get(task.id())).toList());
    setVisible(!waiting.isEmpty());
  }

  /** One that waits, at its place. */
  private final class Row extends ListItem {
    private static final long serialVersionUID = 1L;
    private final Button up;
    private final Button down;
    private int position;

    Row(Task task) {
      String goal = task.goal().text();
      Span words = new Span(goal);
      words.addClassName("goal");
      words.setTitle(goal);
      up = icon(VaadinIcon.ARROW_UP, Texts.text("queue.up", getLocale(), goal));
      up.addClassName("up");
      up.addClickListener(event -> order.move(task, position - 1));
      down = icon(VaadinIcon.ARROW_DOWN, Texts.text("queue.down", getLocale(), goal));
      down.addClassName("down");
      down.addClickListener(event -> order.move(task, position + 1));
      Button cancel = new Button(getTranslation("queue.cancel"), event -> order.cancel(task));
      cancel.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
      cancel.setAriaLabel(Texts.text("queue.cancel.of", getLocale(), goal));
      cancel.addClassName("cancel");
      Div buttons = new Div(up, down, cancel);
      buttons.addClassName("buttons");
      add(words, buttons);
    }

    void show(int place, int last) {
      position = place;
      up.setEnabled(place > 1);
      down.setEnabled(place < last);
    }
  }

  private static Button icon(VaadinIcon icon, String label) {
    Button button = new Button(icon.create());
    button.addThemeVariants(
        ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
    button.setAriaLabel(label);
    return button;
  }
}
