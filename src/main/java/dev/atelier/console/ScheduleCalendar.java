package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.atelier.schedule.Outlook;
import dev.atelier.schedule.Outlook.Planned;
import dev.atelier.schedule.Schedule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is to come, a week or a month at a time, in the days of whoever looks. */
final class ScheduleCalendar extends Section {
  private static final long serialVersionUID = 1L;

  private final transient Plans plans;
  private final transient Clock clock;
  private final H2 title = new H2();
  private final RadioButtonGroup<CalendarSpan> span = new RadioButtonGroup<>();
  private final Div weekdays = new Div();
  private final OrderedList days = new OrderedList();
  private final Paragraph none = new Paragraph();
  private final Paragraph more;
  private final Button before;
  private ZoneId zone = ZoneId.systemDefault();
  private LocalDate shown;

  /** Where it learns what is to come. */
  interface Plans {
    Outlook between(Instant from, Instant until);

    String desktop(Schedule schedule);
  }

  ScheduleCalendar(Plans plans, Clock clock) {
    this.plans = plans;
    this.clock = clock;
    this.shown = today();
    addClassName("calendar");
    setId("calendar");
    title.getElement().setAttribute("aria-live", "polite");
    span.setId("calendar-span");
    span.setAriaLabel(getTranslation("calendar.span"));
    span.setItems(CalendarSpan.values());
    span.setItemLabelGenerator(each -> getTranslation(each.textKey()));
    span.setValue(CalendarSpan.WEEK);
    span.addValueChangeListener(event -> refresh());
    none.addClassName("quiet");
    none.setText(getTranslation("calendar.none"));
    more = new Paragraph(getTranslation("calendar.more"));
    more.addClassName("quiet");
    weekdays.addClassName("weekdays");
    weekdays.getElement().setAttribute("aria-hidden", "true");
    before = arrow("calendar.before", VaadinIcon.ANGLE_LEFT, -1);
    Div moves = new Div(span, before, now(), arrow("calendar.after", VaadinIcon.ANGLE_RIGHT, 1));
    moves.addClassName("buttons");
    Div bar = new Div(title, moves);
    bar.addClassName("bar");
    add(bar, none, weekdays, days, more);
  }

  private Button arrow(String textKey, VaadinIcon icon, int count) {
    Button button = new Button(icon.create(), event -> show(span.getValue().plus(shown, count)));
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    button.addClassName(count < 0 ? "before" : "after");
    button.setAriaLabel(getTranslation(textKey));
    button.setTooltipText(getTranslation(textKey));
    return button;
  }

  private Button now() {
    Button button = new Button(getTranslation("calendar.today"), event -> show(today()));
    button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
    return button;
  }

  /** The days are those of whoever looks, as their browser has them. */
  @Override
  protected void onAttach(AttachEvent event) {
    TimeZones.ofBrowser(
        event.getUI(),
        named -> {
          zone = named;
          show(today());
        });
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /** Shows the same days as they are planned now. */
  void refresh() {
    show(shown);
  }

  private void showWeekOf(LocalDate day) {
    shown = day;
    span.setValue(CalendarSpan.WEEK);
  }

  private void show(LocalDate day) {
    shown = day;
    CalendarSpan kind = span.getValue();
    boolean isMonth = kind == CalendarSpan.MONTH;
    List<LocalDate> all = kind.days(day, getLocale());
    LocalDate first = all.get(0);
    LocalDate end = all.get(all.size() - 1).plusDays(1);
    title.setText(isMonth ? month(day) : week(first, end.minusDays(1)));
    before.setEnabled(kind.first(day, getLocale()).isAfter(today()));
    Instant now = clock.instant();
    // What was due is no longer to come.
    Instant from = begin(first).isAfter(now) ? begin(first) : now;
    Outlook outlook =
        begin(end).isAfter(from) ? plans.between(from, begin(end)) : Outlook.nothing();
    Map<LocalDate, List<Planned>> planned =
        outlook.items().stream()
            .collect(Collectors.groupingBy(each -> LocalDate.ofInstant(each.at(), zone)));
    days.removeAll();
    days.setClassName("month", isMonth);
    for (LocalDate each : all) {
      days.add(day(each, planned.getOrDefault(each, List.of()), isMonth));
    }
    showWeekdays(isMonth ? all.subList(0, CalendarSpan.WEEK_DAYS) : List.of());
    none.setVisible(planned.isEmpty());
    more.setVisible(outlook.next().isPresent());
  }

  private CalendarDay day(LocalDate day, List<Planned> planned, boolean isMonth) {
    CalendarDay item = new CalendarDay(day, zone, planned).today(day.equals(today()));
    boolean inMonth = day.getMonth() == shown.getMonth();
    return isMonth ? item.glance(inMonth, () -> showWeekOf(day)) : item.whole(plans::desktop);
  }

  private void showWeekdays(List<LocalDate> week) {
    weekdays.removeAll();
    DateTimeFormatter form = DateTimeFormatter.ofPattern("EEE", getLocale());
    week.forEach(day -> weekdays.add(new Span(form.format(day))));
  }

  private String week(LocalDate first, LocalDate last) {
    DateTimeFormatter form =
        DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(getLocale());
    return getTranslation("calendar.title", form.format(first), form.format(last));
  }

  private String month(LocalDate day) {
    String name = DateTimeFormatter.ofPattern("LLLL yyyy", getLocale()).format(day);
    return getTranslation("calendar.title.month", name);
  }

  private Instant begin(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
