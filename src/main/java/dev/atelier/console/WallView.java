package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import dev.atelier.BackgroundWork;
import dev.atelier.cost.Budget;
import dev.atelier.session.Session;
import dev.atelier.session.SessionChanged;
import dev.atelier.session.Sessions;
import dev.atelier.task.StepTaken;
import dev.atelier.task.TaskChanged;
import dev.atelier.task.Tasks;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every desktop at a glance. */
@Dependent
@Route(value = "", layout = ConsoleLayout.class)
@StyleSheet("context://assets/guide.css")
public class WallView extends Div implements HasDynamicTitle, BeforeEnterObserver, News {
  private static final long serialVersionUID = 1L;
  private static final String GUIDE_DISMISSED = WallView.class.getName() + ".guideDismissed";

  private final transient Sessions sessions;
  private final transient Tasks tasks;
  private final transient Budget budget;
  private final transient Glances glances;
  private final transient Newsroom newsroom;
  private final transient Errands errands;
  private final transient Dialogs dialogs;
  private final Map<String, DesktopTile> tiles = new LinkedHashMap<>();
  private final Wall wall = new Wall();
  private final WallBar choice = new WallBar(this::choose);
  private final Button newDesktop;
  private final Div empty;
  private final FirstRunGuide guide;
  private final Div noMatch;
  private transient WallFilter filter = WallFilter.EVERYTHING;

  @Inject
  public WallView(
      Sessions sessions,
      Tasks tasks,
      Budget budget,
      Glances glances,
      Newsroom newsroom,
      BackgroundWork background,
      Dialogs dialogs) {
    this.sessions = sessions;
    this.tasks = tasks;
    this.budget = budget;
    this.glances = glances;
    this.newsroom = newsroom;
    this.errands = new Errands(background);
    this.dialogs = dialogs;
    this.newDesktop = newDesktop();
    this.empty = emptyState();
    this.guide = new FirstRunGuide(sessions, tasks, newsroom, errands, this::dismissGuide);
    this.noMatch = nothingMatches();
    addClassName("wall-view");
    Div bar = new Div(new H1(getTranslation("wall.title")), newDesktop);
    bar.addClassName("bar");
    add(bar, choice, guide, empty, noMatch, wall);
  }

  private Button newDesktop() {
    Button button =
        new Button(
            getTranslation("desktop.new"), VaadinIcon.PLUS.create(), event -> dialogs.newDesktop());
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

  private Div nothingMatches() {
    Button all = new Button(getTranslation("wall.showAll"), event -> choose(WallFilter.EVERYTHING));
    all.setId("show-all");
    Div state = new Div(new Paragraph(getTranslation("wall.noMatch")), all);
    state.setId("no-match");
    state.addClassName("empty");
    return state;
  }

  @Override
  public void beforeEnter(BeforeEnterEvent event) {
    filter = WallFilter.of(event.getLocation().getQueryParameters());
    choice.show(filter);
    arrange();
  }

  @Override
  protected void onAttach(AttachEvent event) {
    // First listen, then look, so that nothing falls in between.
    newsroom.follow(this, this);
    tiles.clear();
    List<Glance> all = glances.all(Visitor::sees);
    all.forEach(this::addTile);
    boolean begun = guide.isAbout(all);
    guide.setVisible((all.isEmpty() || begun) && Visitor.mayMake() && !isGuideDismissed());
    if (begun && guide.isVisible()) {
      guide.goOnWith(all.get(0).session());
    }
    arrange();
  }

  private static boolean isGuideDismissed() {
    return VaadinSession.getCurrent().getAttribute(GUIDE_DISMISSED) != null;
  }

  private void dismissGuide() {
    VaadinSession.getCurrent().setAttribute(GUIDE_DISMISSED, true);
    guide.setVisible(false);
    arrange();
  }

  private void addTile(Glance glance) {
    Session session = glance.session();
    tiles.put(
        session.id(),
        new DesktopTile(
            glance,
            new TileButtons(sessions, errands, session),
            new DesktopMenu(sessions, errands, dialogs, session)));
  }

  private void choose(WallFilter wanted) {
    filter = wanted;
    choice.show(wanted);
    arrange();
    UI.getCurrent()
        .getPage()
        .getHistory()
        .replaceState(null, new Location("", wanted.parameters()));
  }

  /** Shows those that are wanted; a tile that stays where it is is not touched. */
  private void arrange() {
    List<DesktopTile> wanted = filter.arranged(tiles.values(), DesktopTile::seen, getLocale());
    wall.arrange(wanted);
    empty.setVisible(tiles.isEmpty() && !guide.isVisible());
    newDesktop.setThemeName(ButtonVariant.LUMO_PRIMARY.getVariantName(), !guide.isVisible());
    noMatch.setVisible(wanted.isEmpty() && !tiles.isEmpty());
    choice.setVisible(tiles.size() > 1 || filter.narrows());
    choice.showCount(wanted.size(), tiles.size());
  }

  private Optional<DesktopTile> tile(String sessionId) {
    return Optional.ofNullable(tiles.get(sessionId));
  }

  @Override
  public void sessionChanged(SessionChanged change) {
    Session session = change.session();
    if (Change.deletes(change)) {
      tiles.remove(session.id());
    } else if (tiles.containsKey(session.id())) {
      tiles.get(session.id()).show(session);
    } else if (Visitor.sees(session.id())) {
      addTile(glances.of(session));
      // Whoever makes one by another way needs no guide, and wants to see it.
      guide.setVisible(guide.isVisible() && guide.leadsTo(session.id()));
    }
    arrange();
  }

  @Override
  public void taskChanged(TaskChanged change) {
    tile(change.task().sessionId()).ifPresent(tile -> tile.show(change.task()));
    arrange();
  }

  @Override
  public void driverChanged(String sessionId) {
    tile(sessionId)
        .ifPresent(
            tile -> {
              glances.latest(sessionId).ifPresent(tile::show);
              tile.showDriver(tasks.drivenBy(sessionId));
            });
    arrange();
  }

  @Override
  public void stepTaken(StepTaken taken) {
    String sessionId = taken.task().sessionId();
    tile(sessionId)
        .ifPresent(
            tile -> {
              tile.show(taken.step());
              tile.showSpent(budget.spentToday(sessionId));
            });
  }

  @Override
  public String getPageTitle() {
    return getTranslation("wall.page");
  }
}
