package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.textfield.TextField;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.session.LookWish;
import dev.atelier.session.Session;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.Sessions;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Asks what a desktop is to be, makes it, and says how far it is until it is ready. */
final class NewDesktopDialog extends Dialog implements News {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(NewDesktopDialog.class.getName());
  private static final int STAGES = 3;

  private final transient Sessions sessions;
  private final transient Newsroom newsroom;
  private final TextField name;
  private final LookPicker look = new LookPicker(Look.STANDARD);
  private final EngineChoice where;
  private final OriginChoice origin;
  private final Paragraph stage = new Paragraph();
  private final ProgressBar bar = new ProgressBar(0, STAGES, 0);
  private final Div progress = new Div(stage, bar);
  private final Paragraph problem = new Paragraph();
  private final Button make;
  private final Button leave;
  private String made = "";

  NewDesktopDialog(Sessions sessions, Newsroom newsroom, OriginChoice origin) {
    this.sessions = sessions;
    this.newsroom = newsroom;
    this.origin = origin;
    name = new TextField(getTranslation("new.name"));
    where = new EngineChoice(sessions.engines());
    make = new Button(getTranslation("new.make"), event -> make());
    leave = new Button(getTranslation("cancel"), event -> close());
    setHeaderTitle(getTranslation("desktop.new"));
    addClassName("new-desktop");
    name.setId("desktop-name");
    name.setWidthFull();
    name.setAutofocus(true);
    name.setMaxLength(Session.LONGEST_LABEL);
    name.setHelperText(getTranslation("new.help"));
    make.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    make.addClickShortcut(Key.ENTER);
    make.setId("make-desktop");
    progress.getElement().setAttribute("aria-live", "polite");
    progress.setVisible(false);
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    add(name, origin, look, where, progress, problem);
    getFooter().add(leave, make);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    super.onAttach(event);
    newsroom.follow(this, this);
  }

  private void make() {
    if (name.isEmpty() || name.getValue().isBlank()) {
      name.setErrorMessage(getTranslation("new.nameless"));
      name.setInvalid(true);
      return;
    }
    problem.setVisible(false);
    name.setReadOnly(true);
    look.setReadOnly(true);
    where.setReadOnly(true);
    origin.setReadOnly(true);
    make.setVisible(false);
    leave.setText(getTranslation("new.background"));
    showStage(1, "new.preparing");
    try {
      Session session = sessions.create(request(), "console");
      made = session.id();
      // It may have become ready before this dialog knew its name.
      show(sessions.get(made));
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "a desktop could not be made", failure);
      failed(String.valueOf(failure.getMessage()));
    }
  }

  private SessionRequest request() {
    // What is made from another keeps that one's look, and stays on its engine.
    Optional<String> from = origin.chosen();
    return new SessionRequest(
        name.getValue(),
        from.isPresent() ? LookWish.NONE : LookWish.of(look.value()),
        Optional.empty(),
        Quota.STANDARD,
        from,
        from.isPresent() ? Optional.empty() : where.chosen(),
        Optional.empty());
  }

  @Override
  public void sessionChanged(SessionChanged change) {
    if (change.session().id().equals(made) && !Change.deletes(change)) {
      show(change.session());
    }
  }

  private void show(Session session) {
    switch (session.status()) {
      case STARTING -> showStage(2, "new.starting");
      case READY -> ready(session);
      case FAILED, STOPPED -> failed(session.problem().orElse(""));
      case PAUSED -> close();
    }
  }

  private void showStage(int number, String textKey) {
    progress.setVisible(true);
    stage.setText(getTranslation(textKey, number, STAGES));
    bar.setValue(number - 0.5);
  }

  private void ready(Session session) {
    showStage(STAGES, "new.ready");
    bar.setValue(STAGES);
    leave.setText(getTranslation("close"));
    UI ui = getUI().orElseThrow();
    Button open =
        new Button(
            getTranslation("new.open"),
            event -> {
              close();
              ui.navigate(DesktopView.class, session.id());
            });
    open.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    open.setId("open-desktop");
    make.removeFromParent();
    getFooter().add(open);
    open.focus();
    made = "";
  }

  private void failed(String why) {
    progress.setVisible(false);
    problem.setText(getTranslation("new.failed", why));
    problem.setVisible(true);
    name.setReadOnly(false);
    look.setReadOnly(false);
    where.setReadOnly(false);
    origin.setReadOnly(false);
    make.setText(getTranslation("new.again"));
    make.setVisible(true);
    leave.setText(getTranslation("close"));
    made = "";
  }
}
