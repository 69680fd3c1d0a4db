package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.atelier.NotAllowed;
import dev.atelier.Role;
import dev.atelier.desktop.Look;
import dev.atelier.session.Capacity;
import dev.atelier.session.LookWish;
import dev.atelier.session.Session;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.Sessions;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.SnapshotChanged;
import dev.atelier.snapshot.Snapshots;
import java.util.Optional;

/** Asks what a desktop is to be, makes it, and says how far it is until it is ready. */
@StyleSheet("context://assets/making.css")
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
  private final SizeChoice size;
  private final EngineChoice where;
  private final Div form = new Div();
  private final StageList stages;
  private final Paragraph problem = new Paragraph();
  private final Button make;
  private final Button leave;
  private final Button stop;
  private final Button open;
  private transient Optional<Making> making = Optional.empty();

  /**
   * @param from what it is made from to begin with
   */
  NewDesktopDialog(
      Sessions sessions,
      Snapshots snapshots,
      Capacity capacity,
      Newsroom newsroom,
      Errands errands,
      Optional<Snapshot> from) {
    this.sessions = sessions;
    this.snapshots = snapshots;
    this.newsroom = newsroom;
    this.errands = errands;
    name = new TextField(getTranslation("field.label"));
    size = new SizeChoice(capacity, errands);
    where = new EngineChoice(sessions.engines());
    origin = new OriginChoice(snapshots.whole(), from, this::showOrigin);
    stages =
        new StageList(
            getTranslation("stage.preparing"),
            getTranslation("stage.starting"),
            getTranslation("stage.ready"));
    make = button("new.make", "make-desktop", this::make);
    leave = button("cancel", "leave-desktop", this::close);
    stop = button("new.cancel", "cancel-making", this::cancel);
    open = button("new.open", "open-desktop", () -> {});
    setHeaderTitle(getTranslation("desktop.new"));
    addClassName("new-desktop");
    layOut();
    form.add(name, origin, look, size, where);
    add(problem, form, stages);
    getFooter().add(leave, stop, make, open);
    showForm();
  }

  private Button button(String key, String id, Runnable act) {
    Button button = new Button(getTranslation(key), event -> act.run());
    button.setId(id);
    return button;
  }

  private void layOut() {
    name.setId("desktop-name");
    name.setWidthFull();
    name.setAutofocus(true);
    name.setMaxLength(Session.LONGEST_LABEL);
    name.setHelperText(getTranslation("new.help"));
    name.setValueChangeMode(ValueChangeMode.LAZY);
    name.addValueChangeListener(event -> showWhetherTaken());
    where.addValueChangeListener(event -> size.on(event.getSource().getOptionalValue()));
    make.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    make.addClickShortcut(Key.ENTER);
    open.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    stages.setId("making-stages");
    problem.setId("new-problem");
    problem.addClassName("problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
  }

  private void showForm() {
    form.setVisible(true);
    stages.setVisible(false);
    make.setVisible(true);
    stop.setVisible(false);
    open.setVisible(false);
  }

  /** Two of one name can be told apart by their pictures only. */
  private void showWhetherTaken() {
    String wanted = name.getValue().strip();
    boolean taken = sessions.all().stream().anyMatch(each -> each.label().equals(wanted));
    name.setHelperText(getTranslation(taken ? "new.taken" : "new.help"));
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
    if (!size.isWhole()) {
      return;
    }
    if (!Visitor.mayMake()) {
      throw new NotAllowed("you may use the desktops that are named for you, and make none");
    }
    begin(new Making(sessions, Visitor.acting(Role.OPERATOR)));
  }

  private void begin(Making one) {
    SessionRequest request = request();
    making = Optional.of(one);
    problem.setVisible(false);
    form.setVisible(false);
    make.setVisible(false);
    stop.setVisible(true);
    stop.setEnabled(true);
    leave.setText(getTranslation("new.background"));
    setHeaderTitle(getTranslation("new.making", request.label().strip()));
    stages.setVisible(true);
    stages.show(0);
    stages.say(getTranslation("new.preparing", 1, STAGES));
    errands.fetch(
        this, () -> one.begin(request), made -> begun(one, made), why -> failed(one, why));
  }

  private SessionRequest request() {
    return new SessionRequest(
        name.getValue(),
        LookWish.of(look.value()),
        Optional.empty(),
        size.quota(),
        origin.chosen(),
        where.chosen(),
        Optional.empty());
  }

  private boolean isPresent(Making one) {
    return making.filter(present -> present == one).isPresent();
  }

  /** It may have become ready before this dialog knew its name. */
  private void begun(Making one, Optional<Session> made) {
    if (isPresent(one) && isOpened()) {
      made.ifPresent(session -> show(one, sessions.get(session.id())));
    }
  }

  private void cancel() {
    making.ifPresent(
        one -> {
          stop.setEnabled(false);
          stages.say(getTranslation("new.takingBack"));
          errands.fetch(
              this,
              one::giveUp,
              kept -> cancelled(one, kept),
              why -> notTakenBack(one, getTranslation("new.notTakenBack", why)));
        });
  }

  /** What was ready first stays, and may be opened. */
  private void cancelled(Making one, Optional<Session> kept) {
    kept.ifPresentOrElse(session -> show(one, session), () -> takenBack(one));
  }

  private void takenBack(Making one) {
    if (isPresent(one)) {
      askAgain(getTranslation("new.takenBack"));
    }
  }

  /** Told however late, also when this dialog is closed or makes another one by now. */
  private void notTakenBack(Making one, String words) {
    if (isPresent(one) && isOpened()) {
      askAgain(words);
    } else {
      making = making.filter(present -> present != one);
      Mishaps.show(words);
    }
  }

  @Override
  public void sessionChanged(SessionChanged change) {
    making
        .filter(one -> one.is(change.session().id()))
        .ifPresent(
            one -> {
              if (Change.deletes(change)) {
                takenBack(one);
              } else {
                show(one, change.session());
              }
            });
  }

  @Override
  public void snapshotChanged(SnapshotChanged change) {
    if (making.isEmpty()) {
      origin.offer(snapshots.whole());
    }
  }

  private void show(Making one, Session session) {
    if (isPresent(one)) {
      switch (session.status()) {
        case STARTING -> {
          stages.show(1);
          stages.say(getTranslation("new.starting", 2, STAGES));
        }
        case READY -> ready(session);
        case FAILED, STOPPED -> notStarted(one, session);
        case PAUSED -> close();
      }
    }
  }

  private void ready(Session session) {
    making = Optional.empty();
    stages.show(STAGES);
    stages.say(getTranslation("new.ready"));
    stop.setVisible(false);
    leave.setText(getTranslation("close"));
    UI ui = getUI().orElseThrow();
    open.addClickListener(
        event -> {
          close();
          ui.navigate(DesktopView.class, session.id());
        });
    open.setVisible(true);
    open.focus();
  }

  /** What never was there is not left on the wall: a person reads here why, and tries again. */
  private void notStarted(Making one, Session session) {
    errands.run(this, () -> one.giveUp(), () -> {}, Mishaps::show);
    failed(
        one,
        session
            .problem()
            .map(why -> getTranslation("failed", Failures.asSentence(why, getLocale())))
            .orElseGet(() -> getTranslation("new.failedSomehow")));
  }

  private void failed(Making one, String why) {
    if (!isPresent(one)) {
      return;
    }
    if (isOpened()) {
      askAgain(getTranslation("new.problem", why));
    } else {
      making = Optional.empty();
      Mishaps.show(why);
    }
  }

  /** With what was chosen before. */
  private void askAgain(String words) {
    making = Optional.empty();
    showForm();
    setHeaderTitle(getTranslation("desktop.new"));
    problem.setText(words);
    problem.setVisible(true);
    origin.offer(snapshots.whole());
    make.setText(getTranslation("new.again"));
    leave.setText(getTranslation("close"));
    problem.scrollIntoView();
  }
}
