package dev.atelier.console;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.atelier.json.InvalidField;
import dev.atelier.recipe.RecipeDraft;
import dev.atelier.recipe.Recipes;
import dev.atelier.vision.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a recipe: what it is called, what it does and who follows it. */
final class RecipeForm extends Div {
  private static final long serialVersionUID = 1L;
  private static final String USUAL = "";

  private final TextField name = new TextField();
  private final TextField description = new TextField();
  private final TextArea goal = new TextArea();
  private final Select<String> backend = new Select<>();
  private final Checkbox shared = new Checkbox();

  /**
   * @param backends names of those who can follow recipes
   * @param changed is told when a field holds something else
   */
  RecipeForm(List<String> backends, Runnable changed) {
    addClassName("recipe-form");
    describeNames();
    describeGoal();
    describeBackend(backends);
    shared.setId("recipe-shared");
    shared.setLabel(getTranslation("recipe.share"));
    name.addValueChangeListener(event -> changed.run());
    description.addValueChangeListener(event -> changed.run());
    goal.addValueChangeListener(event -> changed.run());
    backend.addValueChangeListener(event -> changed.run());
    shared.addValueChangeListener(event -> changed.run());
    add(name, description, goal, backend, shared);
  }

  private void describeNames() {
    name.setId("recipe-name");
    name.setLabel(getTranslation("recipe.name"));
    name.setMaxLength(RecipeDraft.LONGEST_NAME);
    name.setWidthFull();
    name.setAutofocus(true);
    description.setId("recipe-description");
    description.setLabel(getTranslation("recipe.description"));
    description.setMaxLength(RecipeDraft.LONGEST_DESCRIPTION);
    description.setWidthFull();
  }

  private void describeGoal() {
    goal.setId("recipe-goal");
    goal.setLabel(getTranslation("recipe.goal"));
    goal.setWidthFull();
    goal.setMinHeight("200px");
    goal.setMaxHeight("480px");
    goal.setMaxLength(Goal.LONGEST);
    goal.setHelperText(getTranslation("recipe.goal.help", "{{city}}"));
    goal.setValueChangeMode(ValueChangeMode.LAZY);
  }

  private void describeBackend(List<String> backends) {
    backend.setId("recipe-backend");
    backend.setLabel(getTranslation("recipe.backend"));
    List<String> choices = new ArrayList<>(List.of(USUAL));
    choices.addAll(backends);
    backend.setItems(choices);
    backend.setItemLabelGenerator(this::backendName);
    backend.setValue(USUAL);
    backend.setWidthFull();
  }

  private String backendName(String choice) {
    return choice.equals(USUAL)
        ? getTranslation("recipe.backend.usual")
        : choice.equals(Recipes.WRITTEN_STEPS) ? getTranslation("recipe.backend.steps") : choice;
  }

  void fill(RecipeDraft draft) {
    name.setValue(draft.name());
    description.setValue(draft.description());
    goal.setValue(draft.goal());
    backend.setValue(draft.backend().orElse(USUAL));
    shared.setValue(draft.shared());
  }

  /** For whoever may look at it, and not change it. */
  void readOnly() {
    name.setReadOnly(true);
    description.setReadOnly(true);
    goal.setReadOnly(true);
    backend.setReadOnly(true);
    shared.setReadOnly(true);
    name.setAutofocus(false);
  }

  boolean isBlank() {
    return goal.getValue().isBlank();
  }

  /** What the fields hold, to see whether that has changed. */
  List<Object> held() {
    return List.of(
        name.getValue(),
        description.getValue(),
        goal.getValue(),
        Optional.ofNullable(backend.getValue()),
        shared.getValue());
  }

  /**
   * What a person says of the recipe.
   *
   * @throws InvalidField also when it is not whole yet
   */
  RecipeDraft draft(Map<String, String> example) {
    return new RecipeDraft(
        name.getValue(),
        description.getValue(),
        goal.getValue(),
        backend(),
        example,
        shared.getValue());
  }

  /** The same of one that needs no name, as it is only looked at or tried. */
  RecipeDraft nameless() {
    return new RecipeDraft("…", "", goal.getValue(), backend(), Map.of(), false);
  }

  private Optional<String> backend() {
    return Optional.ofNullable(backend.getValue()).filter(choice -> !choice.equals(USUAL));
  }

  void accept() {
    for (HasValidation field : List.<HasValidation>of(name, description, goal)) {
      field.setInvalid(false);
    }
  }

  /** Says beside a field what is wrong with it. */
  void refuse(InvalidField wrong) {
    switch (wrong.field()) {
      case "goal" -> refuseGoal(Failures.words(wrong, getLocale()));
      case "description" -> refuse(description, wrong);
      default -> refuse(name, wrong);
    }
  }

  void refuseGoal(String words) {
    goal.setErrorMessage(words);
    goal.setInvalid(true);
  }

  private void refuse(TextField field, InvalidField wrong) {
    field.setErrorMessage(Failures.words(wrong, getLocale()));
    field.setInvalid(true);
    field.focus();
  }
}
