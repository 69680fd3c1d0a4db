package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.recipe.Recipe;
import dev.atelier.recipe.Recipes;
import dev.atelier.schedule.Missed;
import dev.atelier.schedule.Overlap;
import dev.atelier.schedule.Schedule;
import dev.atelier.schedule.ScheduleDraft;
import dev.atelier.schedule.Schedules;
import dev.atelier.schedule.Work;
import dev.atelier.session.Session;
import dev.atelier.vision.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks what is to be done when, on which desktop. */
final class ScheduleDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  /** In place of a recipe: a goal of one's own. */
  private static final String GOAL = "";

  private final transient Schedules schedules;
  private final transient Optional<Schedule> known;
  private final transient List<Recipe> choices;
  private final transient Runnable changed;
  private final TextField name;
  private final Select<Session> desktop = new Select<>();
  private final Select<String> work = new Select<>();
  private final TextArea goal;
  private final BlanksForm blanks;
  private final WhenPicker when = new WhenPicker();
  private final Checkbox catchUp;
  private final Checkbox queue;
  private final Paragraph refusal = new Paragraph();

  /**
   * @param known what is to be changed; empty for a new one
   * @param changed is told when there is something else to show
   */
  ScheduleDialog(
      Schedules schedules,
      Recipes recipes,
      List<Recipe> choices,
      List<Session> desktops,
      Optional<Schedule> known,
      Runnable changed) {
    this.schedules = schedules;
    this.known = known;
    this.choices = List.copyOf(choices);
    this.changed = changed;
    addClassName("recipe-dialog");
    setHeaderTitle(getTranslation(known.isPresent() ? "schedule.change" : "schedule.new"));
    name = new TextField(getTranslation("schedule.name"));
    goal = new TextArea(getTranslation("field.goal"));
    blanks = new BlanksForm(recipes);
    catchUp = new Checkbox(getTranslation("schedule.catchUp"));
    queue = new Checkbox(getTranslation("schedule.queue"));
    describeFields(desktops);
    known.map(Schedule::draft).ifPresent(draft -> fill(draft, desktops));
    showWork();
    Button save = new Button(getTranslation("schedule.save"), event -> trySave());
    save.setId("save-schedule");
    save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    add(name, desktop, work, goal, blanks, when, catchUp, queue, refusal);
    getFooter().add(new Button(getTranslation("cancel"), event -> close()), save);
  }

  private void describeFields(List<Session> desktops) {
    name.setId("schedule-name");
    name.setMaxLength(ScheduleDraft.LONGEST_NAME);
    name.setWidthFull();
    name.setAutofocus(true);
    desktop.setId("schedule-desktop");
    desktop.setLabel(getTranslation("recipe.where"));
    desktop.setItems(desktops);
    desktop.setItemLabelGenerator(Session::label);
    desktop.setWidthFull();
    desktops.stream().findFirst().ifPresent(desktop::setValue);
    work.setId("schedule-work");
    work.setLabel(getTranslation("schedule.work"));
    List<String> ids = new ArrayList<>(List.of(GOAL));
    choices.forEach(recipe -> ids.add(recipe.id()));
    work.setItems(ids);
    work.setItemLabelGenerator(
        id ->
            recipe(id)
                .map(recipe -> getTranslation("schedule.recipe", recipe.draft().name()))
                .orElseGet(() -> getTranslation("schedule.goal")));
    work.setWidthFull();
    work.setValue(GOAL);
    work.addValueChangeListener(event -> showWork());
    goal.setId("schedule-goal");
    goal.setWidthFull();
    goal.setMaxLength(Goal.LONGEST);
    goal.setMaxHeight("160px");
    catchUp.setId("schedule-catch-up");
    refusal.addClassName("problem");
    refusal.setId("schedule-refusal");
    refusal.getElement().setAttribute("role", "alert");
    refusal.setVisible(false);
  }

  private Optional<Recipe> recipe(String id) {
    return choices.stream().filter(recipe -> recipe.id().equals(id)).findFirst();
  }

  private void fill(ScheduleDraft draft, List<Session> desktops) {
    name.setValue(draft.name());
    desktops.stream()
        .filter(each -> each.id().equals(draft.sessionId()))
        .findFirst()
        .ifPresent(desktop::setValue);
    draft.work().recipeId().flatMap(this::recipe).ifPresent(r -> work.setValue(r.id()));
    draft.work().goal().ifPresent(goal::setValue);
    when.show(draft.when(), draft.zone());
    catchUp.setValue(draft.missed() == Missed.CATCH_UP);
    queue.setValue(draft.overlap() == Overlap.QUEUE);
  }

  private void showWork() {
    Optional<Recipe> chosen = recipe(work.getValue());
    goal.setVisible(chosen.isEmpty());
    blanks.setVisible(chosen.isPresent());
    Map<String, String> present =
        known.map(schedule -> schedule.draft().work().blanks()).orElse(Map.of());
    chosen.ifPresent(
        recipe ->
            blanks.show(recipe.draft(), present.isEmpty() ? recipe.draft().example() : present));
  }

  private void trySave() {
    refusal.setVisible(false);
    try {
      ScheduleDraft draft = draft();
      if (known.isPresent()) {
        var unused = schedules.change(known.get().id(), draft, Visitor.caller(Role.OPERATOR));
      } else {
        var unused = schedules.add(draft, Visitor.caller(Role.OPERATOR));
      }
      close();
      changed.run();
    } catch (InvalidField wrong) {
      refuse(wrong);
    } catch (RuntimeException why) {
      tell(why);
    }
  }

  private ScheduleDraft draft() {
    Optional<Recipe> chosen = recipe(work.getValue());
    if (desktop.getValue() == null) {
      throw new InvalidField("session_id", "is missing");
    }
    if (chosen.isEmpty() && goal.getValue().strip().length() < Goal.SHORTEST) {
      throw new InvalidField("goal", "is missing");
    }
    Optional<ScheduleDraft> before = known.map(Schedule::draft);
    return new ScheduleDraft(
        name.getValue(),
        desktop.getValue().id(),
        chosen
            .map(recipe -> Work.recipe(recipe.id(), blanks.values()))
            .orElseGet(
                () ->
                    Work.goal(
                        goal.getValue().strip(), before.flatMap(draft -> draft.work().backend()))),
        when.when(),
        when.zone(),
        before.map(ScheduleDraft::enabled).orElse(true),
        queue.getValue() ? Overlap.QUEUE : Overlap.SKIP,
        catchUp.getValue() ? Missed.CATCH_UP : Missed.SKIP,
        before.flatMap(ScheduleDraft::maxSteps),
        before.flatMap(ScheduleDraft::maxUsd));
  }

  private void refuse(InvalidField wrong) {
    if (wrong.field().equals("when")) {
      when.refuse(Failures.words(wrong, getLocale()));
    }
    if (!blanks.refuse(wrong)) {
      tell(wrong);
    }
  }

  private void tell(RuntimeException why) {
    Mishaps.note(why, "a schedule was refused");
    refusal.setText(Failures.words(why, getLocale()));
    refusal.setVisible(true);
  }
}
