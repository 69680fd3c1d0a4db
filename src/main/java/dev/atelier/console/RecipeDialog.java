package dev.atelier.console;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.recipe.Recipe;
import dev.atelier.recipe.RecipeDraft;
import dev.atelier.recipe.Recipes;
import dev.atelier.session.Session;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.Tasks;
import dev.atelier.vision.Goal;
import dev.atelier.vision.VisionBackends;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks what a recipe is called and does, and shows what it becomes with its example. */
final class RecipeDialog extends Dialog {
  private static final long serialVersionUID = 1L;
  private static final String USUAL = "";

  private final transient Recipes recipes;
  private final transient Optional<Recipe> known;
  private final transient Runnable changed;
  private final TextField name;
  private final TextField description;
  private final TextArea goal;
  private final Select<String> backend = new Select<>();
  private final Checkbox shared;
  private final H3 exampleTitle;
  private final BlanksForm example;

  /**
   * @param known what is to be changed; empty for a new one
   * @param proposal what the fields hold at first
   * @param desktops those on which it can be tried
   * @param changed is told when there is something else to show
   */
  RecipeDialog(
      Recipes recipes,
      VisionBackends backends,
      Tasks tasks,
      Optional<Recipe> known,
      Optional<RecipeDraft> proposal,
      List<Session> desktops,
      Runnable changed) {
    this.recipes = recipes;
    this.known = known;
    this.changed = changed;
    addClassName("recipe-dialog");
    setHeaderTitle(getTranslation(known.isPresent() ? "recipe.change" : "recipe.new"));
    name = new TextField(getTranslation("recipe.name"));
    description = new TextField(getTranslation("recipe.description"));
    goal = new TextArea(getTranslation("recipe.goal"));
    shared = new Checkbox(getTranslation("recipe.share"));
    exampleTitle = new H3(getTranslation("recipe.example"));
    example = new BlanksForm(recipes);
    describeFields(backends);
    proposal.ifPresent(this::fill);
    showBlanks(proposal.map(RecipeDraft::example).orElse(Map.of()));
    Button save = new Button(getTranslation("recipe.save"), event -> trySave());
    save.setId("save-recipe");
    save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    TrialRun trial = new TrialRun(tasks, desktops, this::trial);
    add(name, description, goal, backend, shared, exampleTitle, example, trial);
    getFooter().add(new Button(getTranslation("cancel"), event -> close()), save);
  }

  private void describeFields(VisionBackends backends) {
    name.setId("recipe-name");
    name.setMaxLength(RecipeDraft.LONGEST_NAME);
    name.setWidthFull();
    name.setAutofocus(true);
    description.setId("recipe-description");
    description.setMaxLength(RecipeDraft.LONGEST_DESCRIPTION);
    description.setWidthFull();
    goal.setId("recipe-goal");
    goal.setWidthFull();
    goal.setMinHeight("120px");
    goal.setMaxHeight("240px");
    goal.setMaxLength(Goal.LONGEST);
    goal.setHelperText(getTranslation("recipe.goal.help", "{{city}}"));
    goal.setValueChangeMode(ValueChangeMode.LAZY);
    goal.addValueChangeListener(event -> showBlanks(Map.of()));
    backend.setId("recipe-backend");
    backend.setLabel(getTranslation("recipe.backend"));
    List<String> choices = new ArrayList<>(List.of(USUAL));
    choices.addAll(backends.names());
    backend.setItems(choices);
    backend.setItemLabelGenerator(this::backendName);
    backend.setValue(USUAL);
    backend.setWidthFull();
    backend.addValueChangeListener(event -> showBlanks(Map.of()));
    shared.setId("recipe-shared");
  }

  private String backendName(String choice) {
    return choice.equals(USUAL)
        ? getTranslation("recipe.backend.usual")
        : choice.equals(Recipes.WRITTEN_STEPS) ? getTranslation("recipe.backend.steps") : choice;
  }

  private void fill(RecipeDraft draft) {
    name.setValue(draft.name());
    description.setValue(draft.description());
    goal.setValue(draft.goal());
    backend.setValue(draft.backend().orElse(USUAL));
    shared.setValue(draft.shared());
  }

  /** Of a goal that is whole already; while one is still being written, those of before stay. */
  private void showBlanks(Map<String, String> values) {
    try {
      RecipeDraft draft = nameless();
      example.show(draft, values);
      goal.setInvalid(false);
      check(draft);
    } catch (InvalidField notYet) {
      example.setVisible(example.isVisible() && !goal.isEmpty());
      exampleTitle.setVisible(example.isVisible());
      return;
    }
    example.setVisible(true);
    exampleTitle.setVisible(true);
  }

  private RecipeDraft nameless() {
    return new RecipeDraft("…", "", goal.getValue(), backend(), Map.of(), false);
  }

  private TaskRequest trial() {
    return recipes.trial(nameless(), example.values());
  }

  /** Says which line is no step, once no blank is empty any more. */
  private void check(RecipeDraft draft) {
    if (!example.values().keySet().containsAll(draft.blanks().names())) {
      return;
    }
    recipes
        .misunderstood(draft, example.values())
        .ifPresent(
            part -> {
              goal.setErrorMessage(getTranslation("recipe.line", line(part, draft), part));
              goal.setInvalid(true);
            });
  }

  private int line(String part, RecipeDraft draft) {
    List<String> lines = recipes.filled(draft, example.values()).lines().toList();
    for (int n = 0; n < lines.size(); n++) {
      if (lines.get(n).contains(part)) {
        return n + 1;
      }
    }
    return 1;
  }

  private Optional<String> backend() {
    return Optional.ofNullable(backend.getValue()).filter(choice -> !choice.equals(USUAL));
  }

  private void trySave() {
    for (HasValidation field : List.<HasValidation>of(name, description, goal)) {
      field.setInvalid(false);
    }
    try {
      RecipeDraft draft =
          new RecipeDraft(
              name.getValue(),
              description.getValue(),
              goal.getValue(),
              backend(),
              example.values(),
              shared.getValue());
      if (known.isPresent()) {
        var unused = recipes.change(known.get().id(), draft, Visitor.caller(Role.OPERATOR));
      } else {
        var unused = recipes.add(draft, Visitor.caller(Role.OPERATOR));
      }
      close();
      changed.run();
    } catch (InvalidField wrong) {
      refuse(wrong);
    }
  }

  private void refuse(InvalidField wrong) {
    HasValidation field =
        switch (wrong.field()) {
          case "goal" -> goal;
          case "description" -> description;
          default -> name;
        };
    field.setErrorMessage(Failures.words(wrong, getLocale()));
    field.setInvalid(true);
  }
}
