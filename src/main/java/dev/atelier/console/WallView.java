package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import dev.atelier.BackgroundWork;
import dev.atelier.session.Session;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.Sessions;
import dev.atelier.task.StepTaken;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import dev.atelier.task.Tasks;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Every desktop at a glance. */
@Dependent
@Route(value = "", layout = ConsoleLayout.class)
@StyleSheet("context://assets/guide.css")
public class WallView extends Div implements HasDynamicTitle, News {
  private static final long serialVersionUID = 1L;
  private static final String GUIDE_DISMISSED = WallView.class.getName() + ".guideDismissed";

  private final transient Sessions sessions;
  private final transient Tasks tasks;
  private final transient Newsroom newsroom;
  private final transient Errands errands;
  private final transient Dialogs dialogs;
  private final Map<String, DesktopTile> tiles = new LinkedHashMap<>();
  private final UnorderedList wall = new UnorderedList();
  private final Div empty;
  private final FirstRunGuide guide;

  @Inject
  public WallView(
      Sessions sessions,
      Tasks tasks,
      Newsroom newsroom,
      BackgroundWork background,
      Dialogs dialogs) {
    this.sessions = sessions;
    this.tasks = tasks;
    this.newsroom = newsroom;
    this.errands = new Errands(background);
    this.dialogs = dialogs;
    this.empty = emptyState();
    this.guide = new FirstRunGuide(sessions, tasks, newsroom, errands, this::dismissGuide);
    addClassName("wall-view");
    wall.addClassName("wall");
    Div bar = new Div(new H1(getTranslation("wall.title")), newDesktop());
    bar.addClassName("bar");
    add(bar, guide, empty, wall);
  }

  private Button newDesktop() {
    Button button =
        new Button(
            getTranslation("desktop.new"), VaadinIcon.PLUS.create(), event -> dialogs.newDesktop());
    button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    button.setId("new-desktop");
    button.setVisible(Visitor.mayMake());
    return button;
  }

  private Div emptyState() {
    Div mark = new Div();
    mark.addClassName("mark");
    Div state =
        new Div(
            mark,
            new H2(getTranslation("wall.empty.title")),
            new Paragraph(getTranslation("wall.empty.next")));
    state.addClassName("empty");
    return state;
  }

  @Override
  protected void onAttach(AttachEvent event) {
    // First listen, then look, so that nothing falls in between.
    newsroom.follow(this, this);
    tiles.clear();
    wall.removeAll();
    sessions.all().stream().filter(session -> Visitor.sees(session.id())).forEach(this::addTile);
    arrange();
    guide.setVisible(tiles.isEmpty() && Visitor.mayMake() && !isGuideDismissed());
    showWhetherEmpty();
  }

  private static boolean isGuideDismissed() {
    return VaadinSession.getCurrent().getAttribute(GUIDE_DISMISSED) != null;
  }

  private void dismissGuide() {
    VaadinSession.getCurrent().setAttribute(GUIDE_DISMISSED, true);
    guide.setVisible(false);
    showWhetherEmpty();
  }

  private void addTile(Session session) {
    DesktopMenu menu = new DesktopMenu(sessions, errands, dialogs, session);
    DesktopTile tile = new DesktopTile(session, latestTask(session.id()), menu);
    tile.showDriver(tasks.drivenBy(session.id()));
    tiles.put(session.id(), tile);
    wall.add(tile);
  }

  /** Desktops that need somebody come first; else each stays where it was. */
  private void arrange() {
    List<DesktopTile> wanted =
        Stream.concat(
                tiles.values().stream().filter(DesktopTile::needsSomebody),
                tiles.values().stream().filter(tile -> !tile.needsSomebody()))
            .toList();
    if (!wall.getChildren().toList().equals(wanted)) {
      wall.removeAll();
      wanted.forEach(wall::add);
    }
  }

  private Optional<Task> latestTask(String sessionId) {
    return tasks.ofSession(sessionId, Instant.now().plusSeconds(1), 1).stream().findFirst();
  }

  private void showWhetherEmpty() {
    empty.setVisible(tiles.isEmpty() && !guide.isVisible());
  }

  @Override
  public void sessionChanged(SessionChanged change) {
    Session session = change.session();
    if (Change.deletes(change)) {
      Optional.ofNullable(tiles.remove(session.id())).ifPresent(wall::remove);
    } else if (tiles.containsKey(session.id())) {
      tiles.get(session.id()).show(session);
    } else if (Visitor.sees(session.id())) {
      addTile(session);
    }
    arrange();
    showWhetherEmpty();
  }

  @Override
  public void taskChanged(TaskChanged change) {
    Optional.ofNullable(tiles.get(change.task().sessionId()))
        .ifPresent(tile -> tile.show(change.task()));
    arrange();
  }

  @Override
  public void driverChanged(String sessionId) {
    Optional.ofNullable(tiles.get(sessionId))
        .ifPresent(
            tile -> {
              latestTask(sessionId).ifPresent(tile::show);
              tile.showDriver(tasks.drivenBy(sessionId));
            });
  }

  @Override
  public void stepTaken(StepTaken taken) {
    Optional.ofNullable(tiles.get(taken.task().sessionId()))
        .ifPresent(tile -> tile.show(taken.step()));
  }

  @Override
  public String getPageTitle() {
    return getTranslation("wall.page");
  }
}
