package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.atelier.NotAllowed;
import dev.atelier.Role;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.recipe.Recipes;
import dev.atelier.session.LookWish;
import dev.atelier.session.Session;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.Sessions;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.Tasks;
import dev.atelier.vision.Goal;
import java.util.List;
import java.util.Optional;

/** Leads whoever has no desktop yet to the first one, and to an example that needs no key. */
final class FirstRunGuide extends Section implements News {
  private static final long serialVersionUID = 1L;

  private final transient Sessions sessions;
  private final transient Tasks tasks;
  private final transient Newsroom newsroom;
  private final transient Errands errands;
  private final Button make = button("guide.make", "guide-make", this::make);
  private final Button example = button("guide.run", "guide-run", this::runExample);
  private final Span stage = new Span();
  private final Paragraph problem = new Paragraph();
  private String made = "";

  /**
   * @param dismissed is told when a person wants to see it no more
   */
  FirstRunGuide(
      Sessions sessions, Tasks tasks, Newsroom newsroom, Errands errands, Runnable dismissed) {
    this.sessions = sessions;
    this.tasks = tasks;
    this.newsroom = newsroom;
    this.errands = errands;
    setId("guide");
    addClassName("guide");
    H2 title = new H2(getTranslation("guide.title"));
    Button close = button("guide.close", "guide-close", dismissed);
    close.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
    stage.setId("guide-stage");
    stage.getElement().setAttribute("role", "status");
    problem.addClassName("problem");
    problem.setId("guide-problem");
    problem.getElement().setAttribute("role", "alert");
    problem.setVisible(false);
    ListItem first = new ListItem(words("guide.first"), make, stage, problem);
    ListItem second = new ListItem(words("guide.second"), example);
    OrderedList steps = new OrderedList(first, second, new ListItem(words("guide.third")));
    example.setEnabled(false);
    make.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    add(title, new Paragraph(getTranslation("guide.about")), steps, close);
  }

  private Paragraph words(String key) {
    return new Paragraph(getTranslation(key));
  }

  private Button button(String key, String id, Runnable act) {
    Button button = new Button(getTranslation(key), event -> act.run());
    button.setId(id);
    return button;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    newsroom.follow(this, this);
  }

  private void make() {
    if (!Visitor.mayMake()) {
      throw new NotAllowed("you may use the desktops that are named for you, and make none");
    }
    String actor = Visitor.acting(Role.OPERATOR);
    SessionRequest request =
        new SessionRequest(
            getTranslation("guide.name"),
            LookWish.of(Look.STANDARD),
            Optional.empty(),
            Quota.STANDARD,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    problem.setVisible(false);
    make.setEnabled(false);
    stage.setText(getTranslation("new.preparing", 1, 3));
    errands.fetch(this, () -> sessions.create(request, actor), this::begun, this::failed);
  }

  /** Whether the only desktop there is is the one it had made, and nothing was done there yet. */
  boolean isAbout(List<Glance> all) {
    return all.size() == 1
        && all.get(0).latest().isEmpty()
        && all.get(0).session().label().equals(getTranslation("guide.name"));
  }

  /** Goes on where somebody left it, who has loaded the page again. */
  void goOnWith(Session session) {
    make.setEnabled(false);
    made = session.id();
    show(session);
  }

  /** It may have become ready before this guide knew its name. */
  private void begun(Session session) {
    made = session.id();
    show(sessions.get(made));
  }

  @Override
  public void sessionChanged(SessionChanged change) {
    if (!change.session().id().equals(made)) {
      return;
    }
    if (Change.deletes(change)) {
      failed(getTranslation("guide.gone"));
    } else {
      show(change.session());
    }
  }

  private void show(Session session) {
    boolean ready = session.status() == SessionStatus.READY;
    example.setEnabled(ready);
    if (ready) {
      stage.setText(getTranslation("new.ready", 3, 3));
      make.removeThemeVariants(ButtonVariant.LUMO_PRIMARY);
      example.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    } else if (session.status() == SessionStatus.STARTING) {
      stage.setText(getTranslation("new.starting", 2, 3));
    } else if (session.status() == SessionStatus.FAILED) {
      failed(session.problem().orElseGet(() -> getTranslation("new.failedSomehow")));
    }
  }

  /** Whether that desktop is the one it leads to; it may not know the name of it yet. */
  boolean leadsTo(String sessionId) {
    return made.equals(sessionId) || (made.isEmpty() && !make.isEnabled());
  }

  /** What was made and does not start is seen on the wall; here a person tries again. */
  private void failed(String why) {
    made = "";
    stage.setText("");
    example.setEnabled(false);
    make.setEnabled(true);
    problem.setText(Failures.asSentence(why, getLocale()));
    problem.setVisible(true);
  }

  /** Written steps are followed without a model. */
  private void runExample() {
    TaskRequest request =
        TaskRequest.of(
            Goal.of(getTranslation("guide.goal")),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Recipes.WRITTEN_STEPS));
    var unused = tasks.submit(made, request, Visitor.caller(Role.OPERATOR, made));
    getUI().ifPresent(ui -> ui.navigate(DesktopView.class, made));
  }
}
