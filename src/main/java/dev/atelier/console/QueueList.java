package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.task.Task;
import java.util.List;

/** What waits for a desktop, the next one first; each can be put elsewhere or cancelled. */
final class QueueList extends Section {
  private static final long serialVersionUID = 1L;
  private final OrderedList list = new OrderedList();
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

  void show(List<Task> waiting) {
    list.removeAll();
    for (int n = 0; n < waiting.size(); n++) {
      list.add(item(waiting.get(n), n + 1, waiting.size()));
    }
    setVisible(!waiting.isEmpty());
  }

  private ListItem item(Task task, int position, int last) {
    String goal = task.goal().text();
    Span words = new Span(goal);
    words.addClassName("goal");
    words.setTitle(goal);
    Button up = icon(VaadinIcon.ARROW_UP, Texts.text("queue.up", getLocale(), goal));
    up.addClassName("up");
    up.addClickListener(event -> order.move(task, position - 1));
    up.setEnabled(position > 1);
    Button down = icon(VaadinIcon.ARROW_DOWN, Texts.text("queue.down", getLocale(), goal));
    down.addClassName("down");
    down.addClickListener(event -> order.move(task, position + 1));
    down.setEnabled(position < last);
    Button cancel = new Button(getTranslation("queue.cancel"), event -> order.cancel(task));
    cancel.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
    cancel.setAriaLabel(Texts.text("queue.cancel.of", getLocale(), goal));
    cancel.addClassName("cancel");
    Div buttons = new Div(up, down, cancel);
    buttons.addClassName("buttons");
    return new ListItem(words, buttons);
  }

  private static Button icon(VaadinIcon icon, String label) {
    Button button = new Button(icon.create());
    button.addThemeVariants(
        ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
    button.setAriaLabel(label);
    return button;
  }
}
