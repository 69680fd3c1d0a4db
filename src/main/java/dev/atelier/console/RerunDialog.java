package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.session.Session;
import dev.atelier.task.Reruns;
import dev.atelier.task.Task;
import java.util.List;

/** Asks where a goal is to be worked on once more, and gives it there. */
final class RerunDialog extends Dialog {
  private static final long serialVersionUID = 1L;

  private final transient Reruns reruns;
  private final transient Errands errands;
  private final transient Task task;
  private final Select<Session> desktop = new Select<>();
  private final Paragraph refusal = new Paragraph();
  private final Button run;

  /**
   * @param desktops those on which it may run
   */
  RerunDialog(Reruns reruns, Errands errands, Task task, List<Session> desktops) {
    this.reruns = reruns;
    this.errands = errands;
    this.task = task;
    addClassName("rerun-dialog");
    setHeaderTitle(getTranslation("rerun.title"));
    desktop.setId("rerun-desktop");
    desktop.setLabel(getTranslation("rerun.where"));
    desktop.setItems(desktops);
    desktop.setItemLabelGenerator(Session::label);
    desktop.setWidthFull();
    desktops.stream()
        .filter(session -> session.id().equals(task.sessionId()))
        .findFirst()
        .or(() -> desktops.stream().findFirst())
        .ifPresent(desktop::setValue);
    refusal.addClassName("problem");
    refusal.setId("rerun-refusal");
    refusal.getElement().setAttribute("role", "alert");
    refusal.setVisible(false);
    run = new Button(getTranslation("rerun.run"), event -> run());
    run.setId("rerun-now");
    run.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    run.setEnabled(!desktops.isEmpty());
    add(goal(), desktop);
    if (!task.goal().attachments().isEmpty()) {
      add(quiet("rerun.files", String.join(", ", task.goal().attachments())));
    }
    if (desktops.isEmpty()) {
      add(quiet("rerun.nowhere"));
    }
    add(refusal);
    getFooter().add(new Button(getTranslation("cancel"), event -> close()), run);
  }

  private Paragraph goal() {
    Paragraph goal = new Paragraph(task.goal().text());
    goal.addClassName("goal");
    return goal;
  }

  private Paragraph quiet(String key, Object... values) {
    Paragraph words = new Paragraph(getTranslation(key, values));
    words.addClassName("quiet");
    return words;
  }

  private void run() {
    String sessionId = desktop.getValue().id();
    Caller giver = Visitor.caller(Role.OPERATOR, sessionId);
    refusal.setVisible(false);
    run.setEnabled(false);
    errands.fetch(this, () -> reruns.again(task, sessionId, giver), this::begun, this::refused);
  }

  private void begun(Task begun) {
    getUI().ifPresent(ui -> ui.navigate(DesktopView.class, begun.sessionId()));
    close();
  }

  private void refused(String why) {
    run.setEnabled(true);
    refusal.setText(why);
    refusal.setVisible(true);
  }
}
