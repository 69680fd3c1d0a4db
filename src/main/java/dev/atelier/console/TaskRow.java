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
import dev.atelier.task.TaskStatus;
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
  private final Span badge = new Span();
  private final Div facts = new Div();
  private final Anchor replay;
  private final Button again;
  private final Button save;
  private transient Optional<TaskStatus> badged = Optional.empty();
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
    replay = replay();
    again = button("tasks.again", "again", () -> this.acts.again(this.task));
    save = button("task.saveAsRecipe", "save-recipe", () -> this.acts.saveAsRecipe(this.task));
    addClassName("task-row");
    facts.addClassName("facts");
    Div words = new Div(goal(), facts);
    words.addClassName("words");
    Div buttons = new Div(replay, again, save);
    buttons.addClassName("buttons");
    add(badge, words, buttons);
    show(task);
  }

  Task task() {
    return task;
  }

  /** What can have the focus stays as it is, so that it keeps it. */
  void show(Task present) {
    task = present;
    showBadge();
    showFacts();
    boolean replayable = desktop.isPresent() && task.stepCount() > 0;
    boolean ended = operates && task.status().ended();
    replay.setVisible(replayable);
    again.setVisible(ended);
    save.setVisible(ended && replayable);
  }

  private void showBadge() {
    if (badged.equals(Optional.of(task.status()))) {
      return;
    }
    badged = Optional.of(task.status());
    TaskGroup group = TaskGroup.of(task.status());
    badge.removeAll();
    badge.add(group.icon().create(), new Span(getTranslation(statusKey(group))));
    badge.setClassName("badge " + group.style());
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

  private void showFacts() {
    facts.removeAll();
    facts.add(new Span(desktop.orElseGet(() -> getTranslation("tasks.goneDesktop"))));
    if (!task.givenBy().isEmpty()) {
      facts.add(new Span(getTranslation("tasks.by", task.givenBy())));
    }
    facts.add(new Ago(task.startedAt()));
    task.finishedAt().ifPresent(end -> facts.add(new Span(duration(end))));
    if (task.totalCostUsd().signum() > 0) {
      facts.add(new Span(SpendLine.usd(task.totalCostUsd())));
    }
  }

  private String duration(Instant end) {
    Duration took = Duration.between(task.startedAt(), end);
    return took.toMinutes() < 1
        ? getTranslation("tasks.seconds", Math.max(1, took.toSeconds()))
        : getTranslation("tasks.minutes", took.toMinutes());
  }

  private Anchor replay() {
    Anchor link = new Anchor(ReplayView.address(task), getTranslation("replay.open"));
    link.addClassName("replay");
    link.setAriaLabel(getTranslation("replay.of", task.goal().text()));
    return link;
  }

  private Button button(String key, String className, Runnable act) {
    Button button = new Button(getTranslation(key), event -> act.run());
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    button.addClassName(className);
    button.setAriaLabel(getTranslation("tasks.of", getTranslation(key), task.goal().text()));
    return button;
  }
}
