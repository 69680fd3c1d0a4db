package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.recipe.Recipe;
import dev.atelier.recipe.Recipes;
import dev.atelier.session.Session;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.Tasks;
import java.util.List;
import java.util.Optional;

/** Asks which recipe is to be run where and with which words, and runs it. */
final class RunRecipeDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  private final transient Recipes recipes;
  private final transient Tasks tasks;
  private final Select<Recipe> recipe = new Select<>();
  private final Select<Session> desktop = new Select<>();
  private final Paragraph about = new Paragraph();
  private final BlanksForm blanks;
  private final Paragraph refusal = new Paragraph();

  /**
   * @param choices the recipes among which to choose; the first one is shown
   * @param desktops those on which it may run; the first one is chosen
   */
  RunRecipeDialog(Recipes recipes, Tasks tasks, List<Recipe> choices, List<Session> desktops) {
    this.recipes = recipes;
    this.tasks = tasks;
    this.blanks = new BlanksForm(recipes);
    addClassName("recipe-dialog");
    setHeaderTitle(getTranslation("recipe.run.title"));
    recipe.setId("run-recipe");
    recipe.setLabel(getTranslation("recipe.which"));
    recipe.setItems(choices);
    recipe.setItemLabelGenerator(each -> each.draft().name());
    recipe.setWidthFull();
    recipe.addValueChangeListener(event -> show(event.getValue()));
    desktop.setId("run-desktop");
    desktop.setLabel(getTranslation("recipe.where"));
    desktop.setItems(desktops);
    desktop.setItemLabelGenerator(Session::label);
    desktop.setWidthFull();
    desktops.stream().findFirst().ifPresent(desktop::setValue);
    about.addClassName("quiet");
    refusal.addClassName("problem");
    refusal.setId("run-refusal");
    refusal.getElement().setAttribute("role", "alert");
    refusal.setVisible(false);
    Button run = new Button(getTranslation("recipe.run"), event -> tryRun());
    run.setId("run-now");
    run.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    run.setEnabled(!desktops.isEmpty() && !choices.isEmpty());
    add(recipe, about, desktop, blanks, refusal);
    getFooter().add(new Button(getTranslation("cancel"), event -> close()), run);
    choices.stream().findFirst().ifPresent(recipe::setValue);
  }

  private void show(Recipe chosen) {
    about.setText(chosen.draft().description());
    about.setVisible(!chosen.draft().description().isEmpty());
    blanks.show(chosen.draft(), chosen.draft().example());
  }

  private void tryRun() {
    refusal.setVisible(false);
    try {
      run();
    } catch (InvalidField wrong) {
      if (!blanks.refuse(wrong)) {
        refuse(wrong);
      }
    } catch (RuntimeException why) {
      refuse(why);
    }
  }

  private void run() {
    String sessionId = desktop.getValue().id();
    Caller caller = Visitor.caller(Role.OPERATOR, sessionId);
    TaskRequest request =
        recipes.request(
            recipes.get(recipe.getValue().id(), caller),
            blanks.values(),
            Optional.empty(),
            Optional.empty());
    var unused = tasks.submit(sessionId, request, caller);
    // Once it is closed it belongs to no page any more.
    getUI().ifPresent(ui -> ui.navigate(DesktopView.class, sessionId));
    close();
  }

  private void refuse(RuntimeException why) {
    Mishaps.note(why, "a recipe was refused");
    refusal.setText(Failures.words(why, getLocale()));
    refusal.setVisible(true);
  }
}
