package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;
import java.util.List;
import java.util.function.Consumer;

/** One task from its goal to its end: what was asked, each step, and what came of it. */
final class TaskStory extends Section {
  private static final long serialVersionUID = 1L;
  private final H2 goal = new H2();
  private final StepList steps = new StepList();
  private final Span now = new Span();
  private final Div status = new Div();
  private final Div ending = new Div();
  private final Button stop;
  private final transient Consumer<Task> again;
  private transient Task task;

  TaskStory(Runnable cancel, Consumer<Task> again) {
    this.again = again;
    addClassName("story");
    stop =
        new Button(
            getTranslation("task.stop"),
            VaadinIcon.STOP.create(),
            event -> {
              event.getSource().setEnabled(false);
              event.getSource().setText(getTranslation("task.stopping"));
              cancel.run();
            });
    stop.addThemeVariants(ButtonVariant.LUMO_ERROR);
    stop.setId("stop-task");
    now.addClassName("now");
    status.add(now, stop);
    status.addClassName("status-line");
    status.getElement().setAttribute("role", "status");
    ending.addClassName("ending");
    ending.setId("ending");
    ending.getElement().setAttribute("role", "status");
    add(goal, status, ending, steps);
    setVisible(false);
  }

  /** Shows a task with the steps it has so far. */
  void show(Task shown, List<Step> taken) {
    steps.clear();
    taken.forEach(steps::show);
    show(shown);
    taken.stream().reduce((first, second) -> second).ifPresent(this::showNow);
  }

  /** Shows how the task stands now; its steps stay. */
  void show(Task shown) {
    task = shown;
    setVisible(true);
    goal.setText(task.goal().text());
    boolean ended = task.status().ended();
    ending.removeAll();
    if (ended) {
      showEnding();
    } else {
      stop.setEnabled(true);
      stop.setText(getTranslation("task.stop"));
      now.setText(getTranslation("task.looking"));
    }
    status.setVisible(!ended);
    ending.setVisible(ended);
  }

  void show(Step step) {
    steps.show(step);
    showNow(step);
  }

  private void showNow(Step step) {
    if (!task.status().ended()) {
      now.setText(getTranslation("task.working", Steps.sentence(step, getLocale())));
    }
  }

  private void showEnding() {
    boolean good = task.status() == TaskStatus.COMPLETED;
    boolean stopped = task.status() == TaskStatus.CANCELLED;
    steps.leaveOut(good ? task.finalText() : task.error());
    ending.setClassName(good ? "ending good" : stopped ? "ending" : "ending bad");
    VaadinIcon icon =
        good ? VaadinIcon.CHECK_CIRCLE : stopped ? VaadinIcon.STOP : VaadinIcon.WARNING;
    Span heading = new Span(getTranslation("task.ended." + task.status().word()));
    heading.addClassName("heading");
    ending.add(icon.create(), heading, new Paragraph(good ? task.finalText() : reason()));
    Button repeat =
        new Button(
            getTranslation(good || stopped ? "task.again" : "task.retry"),
            event -> again.accept(task));
    repeat.addThemeVariants(ButtonVariant.LUMO_SMALL);
    ending.add(repeat);
  }

  private String reason() {
    return task.status() == TaskStatus.CANCELLED
        ? getTranslation("task.cancelled.note")
        : task.error();
  }
}
