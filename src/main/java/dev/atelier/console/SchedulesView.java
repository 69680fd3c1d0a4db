package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.recipe.Recipe;
import dev.atelier.recipe.Recipes;
import dev.atelier.schedule.Outlook;
import dev.atelier.schedule.Runs;
import dev.atelier.schedule.Schedule;
import dev.atelier.schedule.ScheduleDraft;
import dev.atelier.schedule.ScheduleRun;
import dev.atelier.schedule.Schedules;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.task.TaskChanged;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is done by the clock: when next, and what came of it last. */
@Dependent
@Route(value = "schedules", layout = ConsoleLayout.class)
@StyleSheet("context://assets/calendar.css")
public class SchedulesView extends Div implements HasDynamicTitle, News {
  private static final long serialVersionUID = 1L;
  private static final int TIMES_SHOWN = 3;
  private static final int MOST_RECIPES = 500;

  private final transient Schedules schedules;
  private final transient Runs runs;
  private final transient Recipes recipes;
  private final transient Sessions sessions;
  private final transient Newsroom newsroom;
  private final transient Clock clock;
  private final UnorderedList list = new UnorderedList();
  private final Paragraph none;
  private final ScheduleCalendar calendar;
  private transient List<Told> told = List.of();

  /** What a row says. */
  private record Told(
      Schedule schedule, String desktop, String times, Optional<ScheduleRun> last) {}

  @Inject
  public SchedulesView(
      Schedules schedules,
      Runs runs,
      Recipes recipes,
      Sessions sessions,
      Newsroom newsroom,
      Clock clock) {
    this.schedules = schedules;
    this.runs = runs;
    this.recipes = recipes;
    this.sessions = sessions;
    this.newsroom = newsroom;
    this.clock = clock;
    addClassName("access-view");
    list.setId("schedules");
    none = new Paragraph(getTranslation("schedules.none"));
    none.addClassName("quiet");
    Button make = new Button(getTranslation("schedule.new"), event -> edit(Optional.empty()));
    make.setId("new-schedule");
    make.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
    make.setVisible(Visitor.may(Role.OPERATOR));
    Div bar = new Div(new H1(getTranslation("schedules.title")), make);
    bar.addClassName("bar");
    calendar = new ScheduleCalendar(new Coming(), clock);
    add(bar, none, list, calendar);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    newsroom.follow(this, this);
    refresh();
  }

  @Override
  public void taskChanged(TaskChanged change) {
    refresh();
  }

  @Override
  public void schedulesChanged() {
    changed();
  }

  /** What says the same as before stays where it is, and the focus in it. */
  private void refresh() {
    Caller caller = Visitor.caller(Role.VIEWER);
    List<Schedule> all = schedules.seenBy(caller);
    List<Told> now = all.stream().map(this::told).toList();
    if (now.size() != told.size()) {
      list.removeAll();
      told = List.of();
    }
    for (int n = 0; n < now.size(); n++) {
      if (told.isEmpty()) {
        list.add(item(now.get(n), caller));
      } else if (!told.get(n).equals(now.get(n))) {
        list.getElement().setChild(n, item(now.get(n), caller).getElement());
      }
    }
    told = now;
    none.setVisible(all.isEmpty());
    calendar.setVisible(!all.isEmpty());
  }

  private Told told(Schedule schedule) {
    return new Told(
        schedule,
        label(schedule.draft()),
        times(schedule),
        schedules.runs(schedule.id(), Optional.empty(), 1).stream().findFirst());
  }

  private void changed() {
    refresh();
    calendar.refresh();
  }

  private ListItem item(Told each, Caller caller) {
    Schedule schedule = each.schedule();
    ScheduleDraft draft = schedule.draft();
    Span heading = new Span(draft.name());
    heading.addClassName("heading");
    Div facts =
        new Div(
            new Span(
                getTranslation(
                    "schedule.where",
                    each.desktop(),
                    draft.when().inWords(),
                    draft.zone().getId())));
    facts.addClassName("facts");
    Div times = new Div(new Span(each.times()));
    times.addClassName("facts");
    Div words = new Div(heading, facts, times);
    each.last().ifPresent(run -> words.add(outcome(schedule, run)));
    return new ListItem(words, buttons(schedule, caller));
  }

  private String label(ScheduleDraft draft) {
    return sessions.all().stream()
        .filter(session -> session.id().equals(draft.sessionId()))
        .map(Session::label)
        .findFirst()
        .orElseGet(() -> getTranslation("schedule.goneDesktop"));
  }

  private String times(Schedule schedule) {
    if (!schedule.draft().enabled()) {
      return getTranslation("schedule.isOff");
    }
    return getTranslation(
        "when.next",
        schedule.nextTimes(clock.instant(), TIMES_SHOWN).stream()
            .map(time -> moment(schedule, time))
            .collect(Collectors.joining(" · ")));
  }

  private String moment(Schedule schedule, Instant time) {
    return DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", getLocale())
        .format(time.atZone(schedule.draft().zone()));
  }

  private Div outcome(Schedule schedule, ScheduleRun run) {
    Span word =
        new Span(
            getTranslation("outcome." + run.outcome().word(), moment(schedule, run.plannedAt())));
    word.addClassName(run.outcome().isFailure() ? "bad" : "good");
    Div line = new Div(word);
    line.addClassNames("facts", "last-run");
    if (run.outcome().isFailure() || !run.outcome().isOpen() && !run.reason().isEmpty()) {
      line.add(new Span(Failures.asSentence(run.reason(), getLocale())));
    }
    return line;
  }

  private Div buttons(Schedule schedule, Caller caller) {
    Div buttons = new Div();
    buttons.addClassName("buttons");
    if (caller.may(Role.OPERATOR)) {
      buttons.add(button("schedule.runNow", "run", () -> runNow(schedule)));
    }
    if (schedule.isChangedBy(caller)) {
      boolean on = schedule.draft().enabled();
      Button delete = button("recipe.delete", "delete", () -> delete(schedule));
      delete.addThemeVariants(ButtonVariant.LUMO_ERROR);
      buttons.add(
          button(on ? "schedule.off" : "schedule.on", "switch", () -> turn(schedule, !on)),
          button("recipe.edit", "edit", () -> edit(Optional.of(schedule))),
          delete);
    }
    return buttons;
  }

  private Button button(String key, String className, Runnable act) {
    Button button = new Button(getTranslation(key), event -> act.run());
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    button.addClassName(className);
    return button;
  }

  private void runNow(Schedule schedule) {
    String actor = Visitor.acting(Role.OPERATOR, schedule.draft().sessionId());
    ScheduleRun run = runs.now(schedule.id(), actor);
    if (run.outcome().isFailure() || run.endedAt().isPresent()) {
      Mishaps.show(Failures.asSentence(run.reason(), getLocale()));
    }
    refresh();
  }

  private void turn(Schedule schedule, boolean on) {
    var unused =
        schedules.change(schedule.id(), schedule.draft().turned(on), Visitor.caller(Role.OPERATOR));
    changed();
  }

  private void edit(Optional<Schedule> known) {
    Caller caller = Visitor.caller(Role.OPERATOR);
    List<Recipe> choices = recipes.seenBy(caller, Optional.empty(), MOST_RECIPES);
    List<Session> desktops =
        sessions.all().stream().filter(session -> caller.sees(session.id())).toList();
    new ScheduleDialog(schedules, recipes, choices, desktops, known, this::changed).open();
  }

  private void delete(Schedule schedule) {
    new Confirmation(
            getTranslation("schedule.delete.title", schedule.draft().name()),
            getTranslation("schedule.delete.consequence"),
            getTranslation("schedule.delete.confirm"),
            () -> {
              schedules.remove(schedule.id(), Visitor.caller(Role.OPERATOR));
              changed();
            })
        .destructive()
        .open();
  }

  /** What the calendar asks. */
  private final class Coming implements ScheduleCalendar.Plans {
    @Override
    public Outlook between(Instant from, Instant until) {
      return schedules.outlook(Visitor.caller(Role.VIEWER), from, until);
    }

    @Override
    public String desktop(Schedule schedule) {
      return label(schedule.draft());
    }
  }

  @Override
  public String getPageTitle() {
    return getTranslation("schedules.page");
  }
}
