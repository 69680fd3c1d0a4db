package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.atelier.json.InvalidField;
import dev.atelier.recipe.RecipeDraft;
import dev.atelier.recipe.Recipes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A field for each blank of a recipe, and what the goal becomes with what is in them. */
final class BlanksForm extends Div {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 500;

  private final transient Runnable changed;
  private final Div fields = new Div();
  private final Paragraph goal = new Paragraph();
  private final Map<String, TextField> values = new LinkedHashMap<>();
  private transient RecipeDraft draft;

  /** Shows the goal below the fields. */
  BlanksForm(Recipes recipes) {
    changed = () -> preview(recipes);
    addClassName("blanks");
    goal.setId("goal-preview");
    goal.addClassName("preview");
    goal.getElement().setAttribute("aria-live", "polite");
    add(fields, goal);
  }

  /**
   * Leaves it to others to show the goal.
   *
   * @param changed is told when there is another value
   */
  BlanksForm(Runnable changed) {
    this.changed = changed;
    addClassName("blanks");
    add(fields);
  }

  /** Shows the blanks of a recipe; what was typed for one of the same name stays. */
  void show(RecipeDraft recipe, Map<String, String> known) {
    draft = recipe;
    List<String> names = recipe.blanks().names();
    if (!names.equals(List.copyOf(values.keySet()))) {
      showFields(names);
    }
    known.forEach(
        (name, value) -> {
          if (values.containsKey(name) && values.get(name).isEmpty()) {
            values.get(name).setValue(value);
          }
        });
    if (goal.getParent().isPresent()) {
      tell();
    }
  }

  private void showFields(List<String> names) {
    Map<String, String> before = values();
    values.clear();
    fields.removeAll();
    for (String name : names) {
      TextField field = new TextField(name);
      field.setWidthFull();
      field.setMaxLength(LONGEST);
      field.addClassName("blank-" + name);
      field.setValueChangeMode(ValueChangeMode.LAZY);
      field.setValue(before.getOrDefault(name, ""));
      field.addValueChangeListener(event -> tell());
      values.put(name, field);
      fields.add(field);
    }
  }

  /** What is in the blanks, those that are empty left out. */
  Map<String, String> values() {
    Map<String, String> filled = new LinkedHashMap<>();
    values.forEach(
        (name, field) -> {
          if (!field.getValue().isBlank()) {
            filled.put(name, field.getValue());
          }
        });
    return filled;
  }

  /** Says beside a blank what is wrong with it; false where the failure is about none of them. */
  boolean refuse(InvalidField wrong) {
    TextField field = values.get(wrong.field().replaceFirst("^blanks\\.", ""));
    if (field == null) {
      return false;
    }
    field.setErrorMessage(getTranslation("blank.wrong", wrong.reason()));
    field.setInvalid(true);
    field.focus();
    return true;
  }

  private void tell() {
    values.values().forEach(field -> field.setInvalid(false));
    changed.run();
  }

  private void preview(Recipes recipes) {
    try {
      goal.setText(recipes.filled(draft, values()));
    } catch (InvalidField notYet) {
      goal.setText(draft.goal());
    }
  }
}
