package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.desktop.Size;
import dev.atelier.task.ResultFile;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One task from its goal to its end: what was asked, each step, and what came of it. */
final class TaskStory extends Section {
  private static final long serialVersionUID = 1L;
  private final H2 goal = new H2();
  private final Span given = new Span();
  private final StepList steps = new StepList();
  private final Span now = new Span();
  private final Div status = new Div();
  private final Div ending = new Div();
  private final Button stop;
  private final Button pause;
  private final Span cost = new Span();
  private final QuestionCard question;
  private final transient Controls controls;
  private transient Optional<Step> lastWords = Optional.empty();
  private transient Task task;

  /** What a person may do about a task that is shown. */
  interface Controls extends QuestionCard.Reply {
    /** How large the desktop's screen is. */
    Size screen();

    void cancel();

    /** Has the task wait. */
    void pause();

    /** Gives the same goal again, perhaps changed. */
    void again(Task task);

    /** Keeps what a completed task did, to be done again. */
    void saveAsRecipe(Task task);

    /** Goes on with a task that was paused, or ended at a money cap. */
    void goOn(Task task);

    Undo undoOf(Task task);

    /** Files that came or changed meanwhile, where somebody could look. */
    Optional<List<ResultFile>> filesOf(Task task);

    /** When the desktop went back to how it was before the task, if it did. */
    Optional<Instant> undoneAt(Task task);

    /** Brings the desktop back to how it was before the task. */
    void undo(Task task);
  }

  /** How an ended task stands to being undone. */
  enum Undo {
    IMPOSSIBLE,
    POSSIBLE,
    UNDER_WAY
  }

  TaskStory(Controls controls) {
    this.controls = controls;
    addClassName("story");
    stop =
        new Button(
            getTranslation("task.stop"),
            VaadinIcon.STOP.create(),
            event -> {
              event.getSource().setEnabled(false);
              event.getSource().setText(getTranslation("task.stopping"));
              controls.cancel();
            });
    stop.addThemeVariants(ButtonVariant.LUMO_ERROR);
    stop.setId("stop-task");
    pause = new Button(getTranslation("task.pause"), VaadinIcon.PAUSE.create(), event -> pause());
    pause.setId("pause-task");
    now.addClassName("now");
    status.add(now, pause, stop);
    status.addClassName("status-line");
    status.getElement().setAttribute("role", "status");
    ending.addClassName("ending");
    ending.setId("ending");
    ending.getElement().setAttribute("role", "status");
    question = new QuestionCard(controls);
    cost.addClassName("cost");
    given.addClassName("given");
    add(question, goal, given, status, ending, steps, cost);
    setVisible(false);
  }

  private void pause() {
    if (task.status() == TaskStatus.PAUSED) {
      controls.goOn(task);
    } else {
      controls.pause();
    }
  }

  private void showPause() {
    boolean waits = task.status() == TaskStatus.PAUSED;
    pause.setVisible(waits || task.status() == TaskStatus.RUNNING);
    pause.setText(getTranslation(waits ? "task.go-on" : "task.pause"));
    pause.setIcon((waits ? VaadinIcon.PLAY : VaadinIcon.PAUSE).create());
    if (waits) {
      now.setText(getTranslation("task.paused"));
    }
  }

  /** Shows a task with the steps it has so far. */
  void show(Task shown, List<Step> taken) {
    question.done();
    lastWords = Optional.empty();
    steps.show(shown, taken, controls.screen());
    taken.forEach(this::hear);
    show(shown);
    taken.stream().reduce((first, second) -> second).ifPresent(this::showNow);
  }

  /** Shows how the task stands now; its steps stay. */
  void show(Task shown) {
    task = shown;
    setVisible(true);
    goal.setText(task.goal().text());
    List<String> attachments = task.goal().attachments();
    given.setText(getTranslation("task.given", String.join(", ", attachments)));
    given.setVisible(!attachments.isEmpty());
    boolean ended = task.status().ended();
    ending.removeAll();
    if (ended) {
      showEnding();
    } else {
      stop.setEnabled(true);
      stop.setText(getTranslation("task.stop"));
      now.setText(getTranslation("task.looking"));
    }
    boolean asks = task.status().asks();
    if (asks) {
      lastWords.ifPresent(step -> question.ask(task, step, controls.screen()));
      now.setText(getTranslation("task.asks"));
    } else {
      question.done();
    }
    showPause();
    showCost(task.totalCostUsd());
    status.setVisible(!ended);
    ending.setVisible(ended);
  }

  void show(Step step) {
    hear(step);
    steps.show(step);
    showNow(step);
    showCost(step.totalCostUsd());
  }

  private void hear(Step step) {
    if (step.verb().isEmpty()) {
      lastWords = Optional.of(step);
    }
  }

  private void showCost(BigDecimal usd) {
    cost.setText(getTranslation("task.cost", SpendLine.usd(usd)));
    cost.setVisible(usd.signum() > 0);
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
    Optional<Instant> undone = controls.undoneAt(task);
    boolean plain = stopped || undone.isPresent();
    ending.setClassName(plain ? "ending" : good ? "ending good" : "ending bad");
    VaadinIcon icon =
        good ? VaadinIcon.CHECK_CIRCLE : stopped ? VaadinIcon.STOP : VaadinIcon.WARNING;
    Span heading = new Span(getTranslation("task.ended." + task.status().word()));
    heading.addClassName("heading");
    ending.add(icon.create(), heading, new Paragraph(good ? task.finalText() : reason()));
    controls
        .filesOf(task)
        .filter(files -> !files.isEmpty() && undone.isEmpty())
        .ifPresent(files -> ending.add(new ResultLinks(task.sessionId(), files)));
    undone.ifPresent(this::showUndone);
    Button repeat =
        new Button(
            getTranslation(good || stopped ? "task.again" : "task.retry"),
            event -> controls.again(task));
    repeat.addThemeVariants(ButtonVariant.LUMO_SMALL);
    Div buttons = new Div(repeat);
    buttons.addClassName("buttons");
    if (good) {
      Button save =
          new Button(getTranslation("task.saveAsRecipe"), event -> controls.saveAsRecipe(task));
      save.addThemeVariants(ButtonVariant.LUMO_SMALL);
      save.setId("save-as-recipe");
      buttons.add(save);
    }
    if (task.status() == TaskStatus.BUDGET_EXCEEDED_USD && undone.isEmpty()) {
      Button goOn = new Button(getTranslation("task.goOn"), event -> controls.goOn(task));
      goOn.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_PRIMARY);
      goOn.setId("go-on");
      buttons.addComponentAsFirst(goOn);
    }
    Undo undo = controls.undoOf(task);
    if (undo == Undo.POSSIBLE) {
      buttons.add(undoButton());
    }
    Anchor replay = new Anchor(ReplayView.address(task), getTranslation("replay.open"));
    replay.setId("replay-task");
    buttons.add(replay);
    ending.add(undo == Undo.UNDER_WAY ? new Paragraph(getTranslation("goBack.doing")) : buttons);
  }

  private void showUndone(Instant at) {
    Span heading = new Span(new Span(getTranslation("task.undone")), new Ago(at));
    heading.addClassName("heading");
    heading.setId("undone");
    ending.add(
        VaadinIcon.ROTATE_LEFT.create(), heading, new Paragraph(getTranslation("undo.whatNow")));
  }

  private Button undoButton() {
    Button undo =
        new Button(
            getTranslation("undo.button"),
            VaadinIcon.ROTATE_LEFT.create(),
            event -> controls.undo(task));
    undo.addThemeVariants(ButtonVariant.LUMO_SMALL);
    undo.setId("undo-task");
    return undo;
  }

  /** Says what keeps the task from its first look. */
  void showSaving(boolean saving) {
    now.setText(getTranslation(saving ? "task.saving" : "task.looking"));
  }

  private String reason() {
    return task.status() == TaskStatus.CANCELLED
        ? getTranslation("task.cancelled.note")
        : Steps.capitalised(task.error(), getLocale());
  }
}
