package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.schedule.Outlook.Planned;
import dev.atelier.schedule.Schedule;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.TemporalAdjusters;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is to come, a week at a time: a list of days that stand side by side where there is room.
 */
final class ScheduleCalendar extends Section {
  private static final long serialVersionUID = 1L;
  private static final int DAYS = 7;

  /** What is due more often on a day is told of in one line. */
  private static final int MOST_LINES = 3;

  private final transient Plans plans;
  private final transient Clock clock;
  private final H2 title = new H2();
  private final OrderedList days = new OrderedList();
  private final Paragraph none = new Paragraph();
  private final Button before;
  private ZoneId zone = ZoneId.systemDefault();
  private LocalDate monday;

  /** Where it learns what is to come. */
  interface Plans {
    List<Planned> between(Instant from, Instant until);

    String desktop(Schedule schedule);
  }

  ScheduleCalendar(Plans plans, Clock clock) {
    this.plans = plans;
    this.clock = clock;
    this.monday = thisWeek();
    addClassName("calendar");
    setId("calendar");
    title.getElement().setAttribute("aria-live", "polite");
    none.addClassName("quiet");
    none.setText(getTranslation("calendar.none"));
    before = arrow("calendar.before", VaadinIcon.ANGLE_LEFT, -1);
    Div moves = new Div(before, today(), arrow("calendar.after", VaadinIcon.ANGLE_RIGHT, 1));
    moves.addClassName("buttons");
    Div bar = new Div(title, moves);
    bar.addClassName("bar");
    add(bar, none, days);
  }

  private Button arrow(String textKey, VaadinIcon icon, int weeks) {
    Button button = new Button(icon.create(), event -> show(monday.plusWeeks(weeks)));
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    button.addClassName(weeks < 0 ? "before" : "after");
    button.setAriaLabel(getTranslation(textKey));
    button.setTooltipText(getTranslation(textKey));
    return button;
  }

  private Button today() {
    Button button = new Button(getTranslation("calendar.today"), event -> show(thisWeek()));
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    return button;
  }

  /** The days are those of whoever looks, as their browser has them. */
  @Override
  protected void onAttach(AttachEvent event) {
    event
        .getUI()
        .getPage()
        .retrieveExtendedClientDetails(
            details -> {
              zone = zone(details.getTimeZoneId());
              show(thisWeek());
            });
  }

  private static ZoneId zone(String named) {
    return named != null && ZoneId.getAvailableZoneIds().contains(named)
        ? ZoneId.of(named)
        : ZoneId.systemDefault();
  }

  private LocalDate thisWeek() {
    DayOfWeek first = WeekFields.of(getLocale()).getFirstDayOfWeek();
    return LocalDate.ofInstant(clock.instant(), zone).with(TemporalAdjusters.previousOrSame(first));
  }

  /** Shows the same week as it is planned now. */
  void refresh() {
    show(monday);
  }

  private void show(LocalDate first) {
    monday = first;
    LocalDate last = first.plusDays(DAYS - 1L);
    DateTimeFormatter form =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(getLocale());
    title.setText(getTranslation("calendar.title", form.format(first), form.format(last)));
    before.setEnabled(first.isAfter(thisWeek()));
    Map<LocalDate, List<Planned>> planned = planned(first);
    days.removeAll();
    for (int n = 0; n < DAYS; n++) {
      LocalDate day = first.plusDays(n);
      days.add(day(day, planned.getOrDefault(day, List.of())));
    }
    none.setVisible(planned.isEmpty());
  }

  /** What was due is no longer to come. */
  private Map<LocalDate, List<Planned>> planned(LocalDate first) {
    Instant now = clock.instant();
    Instant from = begin(first).isAfter(now) ? begin(first) : now;
    return plans.between(from, begin(first.plusDays(DAYS))).stream()
        .collect(Collectors.groupingBy(each -> LocalDate.ofInstant(each.at(), zone)));
  }

  private Instant begin(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  private ListItem day(LocalDate day, List<Planned> planned) {
    H3 name = new H3(DateTimeFormatter.ofPattern("EEE d MMM", getLocale()).format(day));
    ListItem item = new ListItem(name);
    if (day.equals(LocalDate.ofInstant(clock.instant(), zone))) {
      item.addClassName("today");
      item.getElement().setAttribute("aria-current", "date");
    }
    if (planned.isEmpty()) {
      item.addClassName("free");
      Span nothing = new Span(getTranslation("calendar.free"));
      nothing.addClassName("quiet");
      item.add(nothing);
    } else {
      item.add(runs(planned));
    }
    return item;
  }

  private UnorderedList runs(List<Planned> planned) {
    UnorderedList runs = new UnorderedList();
    Map<String, List<Planned>> often = new LinkedHashMap<>();
    planned.forEach(
        each -> often.computeIfAbsent(each.schedule().id(), none -> new ArrayList<>()).add(each));
    for (Planned each : planned) {
      List<Planned> same = often.get(each.schedule().id());
      if (same.size() <= MOST_LINES) {
        runs.add(run(each.schedule(), time(each)));
      } else if (same.get(0).equals(each)) {
        String span =
            getTranslation(
                "calendar.often", same.size(), time(each), time(same.get(same.size() - 1)));
        runs.add(run(each.schedule(), span));
      }
    }
    return runs;
  }

  private ListItem run(Schedule schedule, String times) {
    Span time = new Span(times);
    time.addClassName("time");
    Span name = new Span(schedule.draft().name());
    name.addClassName("name");
    Span desktop = new Span(plans.desktop(schedule));
    desktop.addClassName("quiet");
    return new ListItem(time, name, desktop);
  }

  private String time(Planned planned) {
    return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
        .withLocale(getLocale())
        .format(planned.at().atZone(zone));
  }
}
