package dev.atelier.console;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.server.VaadinSession;
import dev.atelier.task.TaskRequest;
import dev.atelier.vision.Goal;
import java.util.List;
import java.util.function.Consumer;

/** Where a person says, in their words, what should be done. */
final class GoalBox extends Div {
  private static final long serialVersionUID = 1L;
  private static final List<String> EXAMPLES = List.of("goal.example.1", "goal.example.2");

  private static final String UNDO = GoalBox.class.getName() + ".undo";

  private final TextArea goal;
  private final Div examples = new Div();
  private final Paragraph refusal = new Paragraph();
  private final AttachmentPicker attachments = new AttachmentPicker();
  private final Checkbox undo;
  private final Button start;
  private boolean busy;
  private final transient Consumer<TaskRequest> begin;

  /**
   * @param begin is given the goal once it is long enough
   */
  GoalBox(Consumer<TaskRequest> begin) {
    this.begin = begin;
    addClassName("goal-box");
    goal = new TextArea(getTranslation("goal.question"));
    goal.setId("goal");
    goal.setWidthFull();
    goal.setMaxLength(Goal.LONGEST);
    goal.setMinHeight("84px");
    goal.setValueChangeMode(ValueChangeMode.LAZY);
    goal.addValueChangeListener(event -> clearRefusal());
    start = new Button(getTranslation("goal.start"), VaadinIcon.PLAY.create(), event -> submit());
    start.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    start.addClickShortcut(Key.ENTER, KeyModifier.CONTROL);
    start.setId("start-task");
    refusal.addClassName("problem");
    refusal.setId("refusal");
    refusal.getElement().setAttribute("role", "alert");
    refusal.setVisible(false);
    examples.addClassName("chips");
    EXAMPLES.forEach(key -> examples.add(chip(getTranslation(key))));
    undo = undo();
    add(goal, examples, attachments, undo, refusal, start);
  }

  private Checkbox undo() {
    Checkbox box = new Checkbox(getTranslation("goal.undo"));
    box.setId("undo-wanted");
    box.setHelperText(getTranslation("goal.undo.help"));
    box.addValueChangeListener(
        event -> VaadinSession.getCurrent().setAttribute(UNDO, event.getValue()));
    box.setVisible(false);
    return box;
  }

  /** Lets a person have the desktop saved first; the last choice of this browser holds. */
  void offerUndo(boolean offered) {
    undo.setVisible(offered);
    undo.setValue(Boolean.TRUE.equals(VaadinSession.getCurrent().getAttribute(UNDO)));
  }

  /** Files for the goal go to that desktop. */
  void sendFilesTo(String sessionId) {
    attachments.sendTo(sessionId);
  }

  private Button chip(String example) {
    Button chip =
        new Button(
            example,
            event -> {
              goal.setValue(example);
              goal.focus();
            });
    chip.addThemeVariants(ButtonVariant.LUMO_SMALL);
    chip.addClassName("chip");
    return chip;
  }

  private void submit() {
    if (goal.getValue().strip().length() < Goal.SHORTEST) {
      refuse(getTranslation("goal.missing"));
      return;
    }
    if (attachments.isBusy()) {
      refuse(getTranslation("attachments.busy"));
      return;
    }
    clearRefusal();
    TaskRequest given = TaskRequest.of(goal.getValue().strip()).about(attachments.paths());
    TaskRequest request = undo.isVisible() && undo.getValue() ? given.undoable() : given;
    begin.accept(busy ? request.queued() : request);
  }

  /** While the desktop is busy, what is given waits. */
  void showBusy(boolean present) {
    busy = present;
    start.setText(getTranslation(busy ? "goal.queue" : "goal.start"));
    start.setIcon((busy ? VaadinIcon.CLOCK : VaadinIcon.PLAY).create());
    goal.setLabel(getTranslation(busy ? "goal.next" : "goal.question"));
    examples.setVisible(!busy);
  }

  /** Says why the goal was not taken on; what was typed stays. */
  void refuse(String why) {
    refusal.setText(why);
    refusal.setVisible(true);
    goal.focus();
  }

  private void clearRefusal() {
    refusal.setVisible(false);
  }

  /** Empties the box for the next goal. */
  void clear() {
    goal.clear();
    attachments.clear();
    clearRefusal();
  }

  /** Puts an earlier goal back, to be started again or changed. */
  void propose(String earlier) {
    goal.setValue(earlier);
    goal.focus();
  }
}
