package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.task.StepTaken;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import dev.atelier.task.TaskFilter;
import dev.atelier.task.TaskPlace;
import dev.atelier.task.Tasks;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was given to all desktops, newest first, a part at a time. */
@Dependent
@Route(value = "tasks", layout = ConsoleLayout.class)
@StyleSheet("context://assets/tasks.css")
public class TasksView extends Div implements HasDynamicTitle, News {
  private static final long serialVersionUID = 1L;
  private static final int PART = 30;

  private final transient Sessions sessions;
  private final transient Tasks tasks;
  private final transient Newsroom newsroom;
  private final transient Dialogs dialogs;
  private final transient Clock clock;
  private final UnorderedList list = new UnorderedList();
  private final Map<String, TaskRow> rows = new LinkedHashMap<>();
  private final Map<String, String> names = new HashMap<>();
  private final Div none = new Div();
  private final Button more;
  private transient TaskFilterBar bar;
  private transient TaskFilter filter = TaskFilter.ALL;
  private transient TaskPlace end = TaskPlace.FIRST;

  @Inject
  public TasksView(
      Sessions sessions, Tasks tasks, Newsroom newsroom, Dialogs dialogs, Clock clock) {
    this.sessions = sessions;
    this.tasks = tasks;
    this.newsroom = newsroom;
    this.dialogs = dialogs;
    this.clock = clock;
    addClassName("tasks-view");
    list.setId("tasks");
    list.getElement().setAttribute("aria-label", getTranslation("tasks.title"));
    none.addClassName("empty");
    none.setId("tasks-none");
    more = new Button(getTranslation("tasks.more"), event -> showMore());
    more.setId("tasks-more");
  }

  @Override
  protected void onAttach(AttachEvent event) {
    newsroom.follow(this, this);
    removeAll();
    List<Session> desktops =
        sessions.all().stream().filter(session -> Visitor.sees(session.id())).toList();
    names.clear();
    desktops.forEach(session -> names.put(session.id(), session.label()));
    bar = new TaskFilterBar(desktops, clock.getZone(), this::refresh);
    TimeZones.ofBrowser(event.getUI(), bar::setZone);
    add(new H1(getTranslation("tasks.title")), bar, none, list, more);
    refresh();
  }

  private void refresh() {
    filter = bar.filter().seenBy(Visitor.caller(Role.VIEWER));
    end = TaskPlace.FIRST;
    rows.clear();
    list.removeAll();
    showMore();
    showNone();
  }

  /** The rights of whoever looks may be others than when the page was opened. */
  private void showMore() {
    Caller caller = Visitor.caller(Role.VIEWER);
    List<Task> found = tasks.matching(filter.seenBy(caller), end, PART);
    found.stream().filter(task -> !rows.containsKey(task.id())).forEach(this::append);
    more.setVisible(found.size() == PART);
    if (!found.isEmpty()) {
      end = TaskPlace.of(found.get(found.size() - 1));
    }
  }

  private void append(Task task) {
    list.add(row(task));
  }

  private TaskRow row(Task task) {
    Optional<String> desktop = Optional.ofNullable(names.get(task.sessionId()));
    TaskRow row = new TaskRow(task, desktop, Visitor.may(Role.OPERATOR), new Acts());
    rows.put(task.id(), row);
    return row;
  }

  private void showNone() {
    none.removeAll();
    none.setVisible(rows.isEmpty());
    if (!rows.isEmpty()) {
      return;
    }
    if (bar.wantsAll()) {
      none.add(
          new H2(getTranslation("tasks.none")),
          new Paragraph(getTranslation("tasks.none.next")),
          new RouterLink(getTranslation("tasks.none.link"), WallView.class));
    } else {
      none.add(
          new H2(getTranslation("tasks.noneSuch")),
          new Paragraph(getTranslation("tasks.noneSuch.next")));
    }
  }

  @Override
  public void taskChanged(TaskChanged change) {
    show(change.task());
  }

  @Override
  public void stepTaken(StepTaken taken) {
    show(taken.task());
  }

  @Override
  public void driverChanged(String sessionId) {
    rows.values().stream()
        .map(TaskRow::task)
        .filter(task -> task.sessionId().equals(sessionId) && !task.status().ended())
        .toList()
        .forEach(task -> tasks.find(task.id()).ifPresent(this::show));
  }

  /** What a person looks at stays where it is, also when it is not what they filtered any more. */
  private void show(Task task) {
    if (rows.containsKey(task.id())) {
      rows.get(task.id()).show(task);
    } else if (filter.admits(task)) {
      sessions.all().forEach(session -> names.put(session.id(), session.label()));
      list.addComponentAsFirst(row(task));
      showNone();
    }
  }

  /** What can be done with a task of the list. */
  private final class Acts implements TaskRow.Acts {
    @Override
    public void again(Task task) {
      dialogs.runAgain(task);
    }

    @Override
    public void saveAsRecipe(Task task) {
      RecipeView.writeFrom(task);
    }
  }

  @Override
  public String getPageTitle() {
    return getTranslation("tasks.page");
  }
}
