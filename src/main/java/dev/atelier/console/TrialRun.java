package dev.atelier.console;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.session.Session;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.Tasks;
import java.util.List;
import java.util.function.Supplier;

/** Tries on a desktop what is not kept yet, and leads to its story. */
final class TrialRun extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Tasks tasks;
  private final transient Supplier<TaskRequest> request;
  private final Select<Session> desktop = new Select<>();
  private final Paragraph refusal = new Paragraph();

  /**
   * @param request what is to be tried; fails where that is not whole yet
   */
  TrialRun(Tasks tasks, List<Session> desktops, Supplier<TaskRequest> request) {
    this.tasks = tasks;
    this.request = request;
    addClassName("trial");
    desktop.setId("trial-desktop");
    desktop.setLabel(getTranslation("trial.where"));
    desktop.setItems(desktops);
    desktop.setItemLabelGenerator(Session::label);
    desktops.stream().findFirst().ifPresent(desktop::setValue);
    Button run = new Button(getTranslation("trial.run"), event -> tryRun());
    run.setId("trial-run");
    run.addThemeVariants(ButtonVariant.LUMO_SMALL);
    refusal.setId("trial-refusal");
    refusal.addClassName("problem");
    refusal.getElement().setAttribute("role", "alert");
    refusal.setVisible(false);
    add(new Div(desktop, run), refusal);
    setVisible(!desktops.isEmpty());
  }

  private void tryRun() {
    refusal.setVisible(false);
    try {
      String sessionId = desktop.getValue().id();
      Caller caller = Visitor.caller(Role.OPERATOR, sessionId);
      var unused = tasks.submit(sessionId, request.get(), caller);
      UI.getCurrent().navigate(DesktopView.class, sessionId);
    } catch (RuntimeException why) {
      Mishaps.note(why, "a recipe could not be tried");
      refusal.setText(Failures.words(why, getLocale()));
      refusal.setVisible(true);
    }
  }
}
