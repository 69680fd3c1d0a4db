package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.atelier.session.Session;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;
import java.util.Optional;

/** One desktop on the wall: its picture, its name, how it stands and what is being done there. */
final class DesktopTile extends ListItem {
  private static final long serialVersionUID = 1L;
  private final Thumbnail picture = new Thumbnail();
  private final H2 name = new H2();
  private final StatusBadge badge = new StatusBadge();
  private final Span words = new Span();
  private final Div when = new Div();
  private final RouterLink link = new RouterLink();
  private final DesktopMenu menu;
  private transient Session session;
  private transient Optional<Task> latest;
  private transient Optional<String> person = Optional.empty();

  DesktopTile(Session session, Optional<Task> latest, DesktopMenu menu) {
    this.session = session;
    this.latest = latest;
    this.menu = menu;
    addClassName("tile");
    words.addClassName("words");
    when.addClassName("when");
    Div title = new Div(name, badge);
    title.addClassName("title");
    link.setRoute(DesktopView.class, session.id());
    link.add(picture, title, words, when);
    add(link, menu);
    show();
  }

  void show(Session changed) {
    session = changed;
    show();
  }

  /** One that waits, or ends without having begun, changes nothing about the one at work. */
  void show(Task task) {
    boolean another = latest.filter(one -> !one.id().equals(task.id())).isPresent();
    boolean working = latest.filter(one -> !one.status().ended()).isPresent();
    if (task.status() == TaskStatus.QUEUED || (another && working && task.status().ended())) {
      return;
    }
    latest = Optional.of(task);
    show();
  }

  void show(Step step) {
    words.setText(Steps.sentence(step, getLocale()));
  }

  /** Another one drives now, or nobody. */
  void showDriver(Optional<String> name) {
    person = name;
    show();
  }

  boolean needsSomebody() {
    return activity() == Activity.NEEDS_YOU;
  }

  private Activity activity() {
    return Activity.of(session, latest.filter(task -> !task.status().ended()), person);
  }

  private void show() {
    Activity activity = activity();
    picture.show(session, activity);
    menu.show(session);
    badge.show(activity);
    name.setText(session.label());
    name.setTitle(session.label());
    words.setText(sentence(activity));
    when.removeAll();
    when.add(
        new Ago(
            latest
                .map(task -> task.finishedAt().orElse(task.startedAt()))
                .orElse(session.createdAt())));
  }

  private String sentence(Activity activity) {
    return switch (activity) {
      case DRIVEN -> getTranslation("tile.driven", person.orElse(""));
      case WORKING, NEEDS_YOU, WAITING -> latest.map(task -> task.goal().text()).orElse("");
      case IDLE -> latest.map(this::outcome).orElseGet(() -> getTranslation("tile.fresh"));
      case STARTING -> getTranslation("tile.starting");
      case PAUSED -> getTranslation("tile.paused");
      case STOPPED, FAILED ->
          session
              .problem()
              .map(problem -> Failures.asSentence(problem, getLocale()))
              .orElseGet(() -> getTranslation("tile.stopped"));
    };
  }

  private String outcome(Task task) {
    return getTranslation("task.short." + task.status().word(), task.goal().text());
  }
}
