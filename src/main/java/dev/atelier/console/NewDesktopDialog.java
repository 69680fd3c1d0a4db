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
import dev.atelier.NotAllowed;
import dev.atelier.Role;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.session.LookWish;
import dev.atelier.session.Session;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.Sessions;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.SnapshotChanged;
import dev.atelier.snapshot.Snapshots;
import java.util.Optional;

/** Asks what a desktop is to be, makes it, and says how far it is until it is ready. */
final class NewDesktopDialog extends Dialog implements News {
  private static final long serialVersionUID = 1L;
  private static final int STAGES = 3;

  private final transient Sessions sessions;
  private final transient Snapshots snapshots;
  private final transient Newsroom newsroom;
  private final transient Errands errands;
  private final TextField name;
  private final OriginChoice origin;
  private final LookPicker look = new LookPicker();
  private final EngineChoice where;
  private final Paragraph stage = new Paragraph();
  private final ProgressBar bar = new ProgressBar(0, STAGES, 0);
  private final Div progress = new Div(stage, bar);
  private final Paragraph problem = new Paragraph();
  private final Button make;
  private final Button leave;
  private boolean making;
  private String made = "";

  /**
   * @param from what it is made from to begin with
   */
  NewDesktopDialog(
      Sessions sessions,
      Snapshots snapshots,
      Newsroom newsroom,
      Errands errands,
      Optional<Snapshot> from) {
    this.sessions = sessions;
    this.snapshots = snapshots;
    this.newsroom = newsroom;
    this.errands = errands;
    name = new TextField(getTranslation("field.label"));
    where = new EngineChoice(sessions.engines());
    origin = new OriginChoice(snapshots.whole(), from, this::showOrigin);
    make = new Button(getTranslation("new.make"), event -> make());
    leave = new Button(getTranslation("cancel"), event -> close());
    setHeaderTitle(getTranslation("desktop.new"));
    addClassName("new-desktop");
    layOut();
    add(name, origin, look, where, progress, problem);
    getFooter().add(leave, make);
  }

  private void layOut() {
    name.setId("desktop-name");
    name.setWidthFull();
    name.setAutofocus(true);
    name.setMaxLength(Session.LONGEST_LABEL);
    name.setHelperText(getTranslation("new.help"));
    make.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    make.addClickShortcut(Key.ENTER);
    make.setId("make-desktop");
    progress.addClassName("progress");
    progress.getElement().setAttribute("aria-live", "polite");
    progress.setVisible(false);
    problem.setId("new-problem");
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
  }

  /** What is made from something looks like it, unless a person says otherwise, and runs there. */
  private void showOrigin(Optional<Snapshot> chosen) {
    look.show(chosen.map(Snapshot::look).orElse(Look.STANDARD));
    chosen.flatMap(snapshots::engineOf).ifPresentOrElse(where::hold, where::release);
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
      name.focus();
      return;
    }
    problem.setVisible(false);
    lock(true);
    make.setVisible(false);
    leave.setText(getTranslation("new.background"));
    showStage(1, "new.preparing");
    SessionRequest request = request();
    if (!Visitor.mayMake()) {
      throw new NotAllowed("you may use the desktops that are named for you, and make none");
    }
    String actor = Visitor.acting(Role.OPERATOR);
    errands.fetch(this, () -> sessions.create(request, actor), this::begun, this::failed);
  }

  private void lock(boolean closed) {
    making = closed;
    name.setReadOnly(closed);
    origin.setReadOnly(closed);
    look.setReadOnly(closed);
    where.lock(closed);
  }

  private SessionRequest request() {
    return new SessionRequest(
        name.getValue(),
        LookWish.of(look.value()),
        Optional.empty(),
        Quota.STANDARD,
        origin.chosen(),
        where.chosen(),
        Optional.empty());
  }

  /** It may have become ready before this dialog knew its name. */
  private void begun(Session session) {
    made = session.id();
    if (isOpened()) {
      show(sessions.get(made));
    }
  }

  @Override
  public void sessionChanged(SessionChanged change) {
    if (change.session().id().equals(made) && !Change.deletes(change)) {
      show(change.session());
    }
  }

  @Override
  public void snapshotChanged(SnapshotChanged change) {
    if (!making) {
      origin.offer(snapshots.whole());
    }
  }

  private void show(Session session) {
    switch (session.status()) {
      case STARTING -> showStage(2, "new.starting");
      case READY -> ready(session);
      case FAILED, STOPPED -> notStarted(session);
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

  /** What never was there is not left on the wall: a person reads here why, and tries again. */
  private void notStarted(Session session) {
    if (session.status() == SessionStatus.FAILED && !session.everReady()) {
      String actor = Visitor.acting(Role.OPERATOR);
      String id = session.id();
      errands.run(this, () -> sessions.delete(id, true, actor), () -> {}, Mishaps::show);
    }
    failed(
        session
            .problem()
            .map(why -> getTranslation("failed", Failures.asSentence(why, getLocale())))
            .orElseGet(() -> getTranslation("new.failedSomehow")));
  }

  private void failed(String why) {
    made = "";
    if (!isOpened()) {
      Mishaps.show(why);
      return;
    }
    progress.setVisible(false);
    problem.setText(getTranslation("new.problem", why));
    problem.setVisible(true);
    lock(false);
    origin.offer(snapshots.whole());
    make.setText(getTranslation("new.again"));
    make.setVisible(true);
    leave.setText(getTranslation("close"));
    problem.scrollIntoView();
  }
}
