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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** One desktop on the wall: its picture, its name, how it stands and what is being done there. */
final class DesktopTile extends ListItem {
  private static final long serialVersionUID = 1L;

  /** Whoever calls a server that asks nobody who they are. */
  private static final String NOBODY_IN_PARTICULAR = "anyone";

  private final Thumbnail picture = new Thumbnail();
  private final H2 name = new H2();
  private final StatusBadge badge = new StatusBadge();
  private final Span words = new Span();
  private final Div facts = new Div();
  private final TileButtons buttons;
  private final DesktopMenu menu;
  private final transient Optional<String> maker;
  private transient Session session;
  private transient Optional<Task> latest;
  private transient Optional<Step> step;
  private transient Optional<String> person;
  private transient BigDecimal spent;

  DesktopTile(Glance glance, TileButtons buttons, DesktopMenu menu) {
    this.session = glance.session();
    this.latest = glance.latest();
    this.step = glance.step();
    this.maker = glance.maker();
    this.person = glance.person();
    this.spent = glance.spent();
    this.buttons = buttons;
    this.menu = menu;
    addClassName("tile");
    words.addClassName("words");
    facts.addClassName("facts");
    Div title = new Div(name, badge);
    title.addClassName("title");
    RouterLink link = new RouterLink();
    link.setRoute(DesktopView.class, session.id());
    link.add(picture, title, words, facts);
    buttons.add(menu);
    add(link, buttons);
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
    step = step.filter(one -> one.taskId().equals(task.id()));
    latest = Optional.of(task);
    show();
  }

  void show(Step taken) {
    step = Optional.of(taken);
    words.setText(sentence(activity()));
  }

  void showSpent(BigDecimal usd) {
    spent = usd;
    showFacts();
  }

  /** Another one drives now, or nobody. */
  void showDriver(Optional<String> name) {
    person = name;
    show();
  }

  /** What decides whether it is shown, and where. */
  WallFilter.Seen seen() {
    return new WallFilter.Seen(session.label(), activity(), session.createdAt(), lastUsed());
  }

  private Instant lastUsed() {
    return latest
        .map(task -> task.finishedAt().orElse(task.startedAt()))
        .orElse(session.createdAt());
  }

  private Activity activity() {
    return Activity.of(session, latest, person);
  }

  private void show() {
    Activity activity = activity();
    picture.show(session, activity);
    buttons.show(session, activity);
    menu.show(session);
    badge.show(activity);
    name.setText(session.label());
    name.setTitle(session.label());
    words.setText(sentence(activity));
    showFacts();
  }

  private void showFacts() {
    facts.removeAll();
    facts.add(new Ago(lastUsed()), new Span(getTranslation("tile.spent", SpendLine.usd(spent))));
    maker
        .filter(who -> !who.equals(NOBODY_IN_PARTICULAR))
        .map(this::madeBy)
        .map(Span::new)
        .ifPresent(facts::add);
  }

  private String madeBy(String who) {
    return Visitor.isCalled(who) ? getTranslation("tile.yours") : getTranslation("tile.maker", who);
  }

  private String sentence(Activity activity) {
    return switch (activity) {
      case DRIVEN -> getTranslation("tile.driven", person.orElse(""));
      case YOU_DRIVE -> getTranslation("tile.you_drive");
      case WORKING -> step.map(one -> Steps.sentence(one, getLocale())).orElseGet(this::goal);
      case NEEDS_YOU, WAITING -> goal();
      case IDLE, OVER_BUDGET ->
          latest.map(this::outcome).orElseGet(() -> getTranslation("tile.fresh"));
      case STARTING -> getTranslation("tile.starting");
      case PAUSED -> getTranslation("tile.paused");
      case STOPPED, FAILED ->
          session
              .problem()
              .map(problem -> Failures.asSentence(problem, getLocale()))
              .orElseGet(() -> getTranslation("tile.stopped"));
    };
  }

  private String goal() {
    return latest.map(task -> task.goal().text()).orElse("");
  }

  private String outcome(Task task) {
    return getTranslation("task.short." + task.status().word(), task.goal().text());
  }
}
