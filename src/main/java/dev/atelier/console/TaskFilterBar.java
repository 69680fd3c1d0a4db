package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.atelier.session.Session;
import dev.atelier.task.TaskFilter;
import dev.atelier.task.TaskStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** What a person wants to see of all tasks. */
final class TaskFilterBar extends Div {
  private static final long serialVersionUID = 1L;

  private final TextField words = new TextField();
  private final Select<TaskGroup> status = new Select<>();
  private final Select<Session> desktop = new Select<>();
  private final TextField giver = new TextField();
  private final DayPicker from = new DayPicker(getTranslation("tasks.from"));
  private final DayPicker until = new DayPicker(getTranslation("tasks.until"));
  private transient ZoneId zone;
  private final transient Runnable changed;
  private boolean clearing;

  /**
   * @param zone in which days begin
   * @param changed is called whenever something else is wanted
   */
  TaskFilterBar(List<Session> desktops, ZoneId zone, Runnable changed) {
    this.zone = zone;
    this.changed = changed;
    addClassName("task-filters");
    getElement().setAttribute("role", "search");
    getElement().setAttribute("aria-label", getTranslation("tasks.filters"));
    words.setLabel(getTranslation("tasks.words"));
    words.setId("tasks-words");
    giver.setLabel(getTranslation("tasks.giver"));
    giver.setId("tasks-giver");
    for (TextField field : List.of(words, giver)) {
      field.setValueChangeMode(ValueChangeMode.LAZY);
      field.setMaxLength(200);
      field.setClearButtonVisible(true);
      field.addValueChangeListener(event -> tell());
    }
    chooser(status, "tasks.status", List.of(TaskGroup.values()));
    status.setId("tasks-status");
    status.setItemLabelGenerator(
        each -> getTranslation(each == null ? "tasks.any" : each.textKey()));
    status.addValueChangeListener(event -> tell());
    chooser(desktop, "tasks.desktop", desktops);
    desktop.setId("tasks-desktop");
    desktop.setItemLabelGenerator(
        each -> each == null ? getTranslation("tasks.everywhere") : each.label());
    desktop.addValueChangeListener(event -> tell());
    from.setId("tasks-from");
    until.setId("tasks-until");
    for (DayPicker day : List.of(from, until)) {
      day.addValueChangeListener(event -> tell());
    }
    Button all = new Button(getTranslation("tasks.all"), event -> clear());
    all.setId("tasks-all");
    all.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    add(words, status, desktop, giver, from, until, all);
  }

  /** In whose days the days are meant. */
  void setZone(ZoneId named) {
    zone = named;
  }

  private <T> void chooser(Select<T> select, String labelKey, List<T> choices) {
    select.setLabel(getTranslation(labelKey));
    select.setItems(choices);
    select.setEmptySelectionAllowed(true);
    select.setEmptySelectionCaption(
        getTranslation(labelKey.equals("tasks.status") ? "tasks.any" : "tasks.everywhere"));
  }

  /** Wants everything again, which is one change of what is wanted. */
  void clear() {
    if (wantsAll()) {
      return;
    }
    clearing = true;
    words.clear();
    giver.clear();
    status.clear();
    desktop.clear();
    from.clear();
    until.clear();
    clearing = false;
    changed.run();
  }

  private void tell() {
    if (!clearing) {
      changed.run();
    }
  }

  boolean wantsAll() {
    return filter().equals(TaskFilter.ALL);
  }

  TaskFilter filter() {
    return new TaskFilter(
        desktop.getOptionalValue().map(session -> Set.of(session.id())),
        status.getOptionalValue().map(TaskGroup::statuses).orElse(Set.<TaskStatus>of()),
        giver.getValue(),
        words.getValue(),
        from.getOptionalValue().map(this::beginning),
        until.getOptionalValue().map(day -> beginning(day.plusDays(1))));
  }

  private Instant beginning(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
