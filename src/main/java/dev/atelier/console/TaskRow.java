package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouterLink;
import dev.atelier.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** One task among all: what it was to do, where, how it stands, whose it was and what it cost. */
final class TaskRow extends ListItem {
  private static final long serialVersionUID = 1L;

  private final transient Optional<String> desktop;
  private final boolean operates;
  private final transient Acts acts;
  private transient Task task;

  /** What the row's buttons do. */
  interface Acts {
    void again(Task task);

    void saveAsRecipe(Task task);
  }

  /**
   * @param desktop the name of the task's desktop; empty where it is not there any more
   */
  TaskRow(Task task, Optional<String> desktop, boolean operates, Acts acts) {
    this.desktop = desktop;
    this.operates = operates;
    this.acts = acts;
    this.task = task;
    addClassName("task-row");
    show(task);
  }

  Task task() {
    return task;
  }

  void show(Task present) {
    task = present;
    removeAll();
    Div words = new Div(goal(), facts());
    words.addClassName("words");
    add(badge(), words, buttons());
  }

  private Span badge() {
    TaskGroup group = TaskGroup.of(task.status());
    Span badge = new Span(group.icon().create(), new Span(getTranslation(statusKey(group))));
    badge.addClassNames("badge", group.style());
    return badge;
  }

  private String statusKey(TaskGroup group) {
    return group == TaskGroup.FAILED ? "task.ended." + task.status().word() : group.textKey();
  }

  private Div goal() {
    Div goal = new Div();
    goal.addClassName("goal");
    goal.setTitle(task.goal().text());
    if (desktop.isEmpty()) {
      goal.setText(task.goal().text());
      return goal;
    }
    RouterLink link = new RouterLink(task.goal().text(), DesktopView.class, task.sessionId());
    link.setQueryParameters(QueryParameters.simple(Map.of("task", task.id())));
    goal.add(link);
    return goal;
  }

  private Div facts() {
    Div facts = new Div();
    facts.addClassName("facts");
    facts.add(new Span(desktop.orElseGet(() -> getTranslation("tasks.goneDesktop"))));
    if (!task.givenBy().isEmpty()) {
      facts.add(new Span(getTranslation("tasks.by", task.givenBy())));
    }
    facts.add(new Ago(task.startedAt()));
    task.finishedAt().ifPresent(end -> facts.add(new Span(duration(end))));
    if (task.totalCostUsd().signum() > 0) {
      facts.add(new Span(SpendLine.usd(task.totalCostUsd())));
    }
    return facts;
  }

  private String duration(Instant end) {
    Duration took = Duration.between(task.startedAt(), end);
    return took.toMinutes() < 1
        ? getTranslation("tasks.seconds", Math.max(1, took.toSeconds()))
        : getTranslation("tasks.minutes", took.toMinutes());
  }

  private Div buttons() {
    Div buttons = new Div();
    buttons.addClassName("buttons");
    if (desktop.isPresent() && task.stepCount() > 0) {
      Anchor replay = new Anchor(ReplayView.address(task), getTranslation("replay.open"));
      replay.addClassName("replay");
      replay.setAriaLabel(getTranslation("replay.of", task.goal().text()));
      buttons.add(replay);
    }
    if (operates && task.status().ended()) {
      buttons.add(button("tasks.again", "again", () -> acts.again(task)));
      if (desktop.isPresent() && task.stepCount() > 0) {
        buttons.add(button("task.saveAsRecipe", "save-recipe", () -> acts.saveAsRecipe(task)));
      }
    }
    return buttons;
  }

  private Button button(String key, String className, Runnable act) {
    Button button = new Button(getTranslation(key), event -> act.run());
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    button.addClassName(className);
    button.setAriaLabel(getTranslation("tasks.of", getTranslation(key), task.goal().text()));
    return button;
  }
}
