package dev.atelier.console;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.KeyModifier;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.atelier.vision.Goal;
import java.util.List;
import java.util.function.Consumer;

/** Where a person says, in their words, what should be done. */
final class GoalBox extends Div {
  private static final long serialVersionUID = 1L;
  private static final List<String> EXAMPLES = List.of("goal.example.1", "goal.example.2");

  private final TextArea goal;
  private final Div examples = new Div();
  private final Paragraph refusal = new Paragraph();
  private final Button start;
  private final transient Consumer<String> begin;

  /**
   * @param begin is given the goal once it is long enough
   */
  GoalBox(Consumer<String> begin) {
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
    add(goal, examples, refusal, start);
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
    clearRefusal();
    begin.accept(goal.getValue().strip());
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
    clearRefusal();
  }

  /** Puts an earlier goal back, to be started again or changed. */
  void propose(String earlier) {
    goal.setValue(earlier);
    goal.focus();
  }
}
