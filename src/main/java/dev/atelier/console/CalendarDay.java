package dev.atelier.console;

import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.atelier.schedule.Outlook.Planned;
import dev.atelier.schedule.Schedule;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A day of the calendar: with all that is due in a week, at a glance in a month. */
final class CalendarDay extends ListItem {
  private static final long serialVersionUID = 1L;

  /** What is due more often on a day is told of in one line. */
  private static final int MOST_LINES = 3;

  /** So many names fit into a day of a month. */
  private static final int MOST_NAMES = 2;

  private final LocalDate day;
  private final transient ZoneId zone;
  private final transient List<Planned> planned;

  CalendarDay(LocalDate day, ZoneId zone, List<Planned> planned) {
    this.day = day;
    this.zone = zone;
    this.planned = List.copyOf(planned);
    if (planned.isEmpty()) {
      addClassName("free");
    }
  }

  /** Marks the day that it is now. */
  CalendarDay today(boolean isToday) {
    if (isToday) {
      addClassName("today");
      getElement().setAttribute("aria-current", "date");
    }
    return this;
  }

  /** Everything that is due, with its time and its desktop. */
  CalendarDay whole(Function<Schedule, String> desktop) {
    add(new H3(format("EEE d MMM")));
    if (planned.isEmpty()) {
      Span nothing = new Span(getTranslation("calendar.free"));
      nothing.addClassName("quiet");
      add(nothing);
    } else {
      add(runs(desktop));
    }
    return this;
  }

  /**
   * How much is due, and what first.
   *
   * @param open shows the day whole
   */
  CalendarDay glance(boolean inMonth, Runnable open) {
    setClassName("outside", !inMonth);
    Span number = new Span(Integer.toString(day.getDayOfMonth()));
    number.addClassName("number");
    if (planned.isEmpty()) {
      add(number);
      return this;
    }
    String count = getTranslation("calendar.count", planned.size());
    NativeButton more = new NativeButton("", event -> open.run());
    more.getElement().setAttribute("aria-label", format("EEEE d MMMM") + ": " + count);
    Span words = new Span(planned.size() + "×");
    words.addClassName("count");
    more.add(number, words);
    planned.stream()
        .map(each -> each.schedule().draft().name())
        .distinct()
        .limit(MOST_NAMES)
        .forEach(name -> more.add(named(name)));
    add(more);
    return this;
  }

  private static Span named(String text) {
    Span name = new Span(text);
    name.addClassName("name");
    return name;
  }

  private String format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, getLocale()).format(day);
  }

  private UnorderedList runs(Function<Schedule, String> desktop) {
    UnorderedList runs = new UnorderedList();
    Map<String, List<Planned>> often = new LinkedHashMap<>();
    planned.forEach(
        each -> often.computeIfAbsent(each.schedule().id(), none -> new ArrayList<>()).add(each));
    for (Planned each : planned) {
      List<Planned> same = often.get(each.schedule().id());
      if (same.size() <= MOST_LINES) {
        runs.add(run(each.schedule(), time(each), desktop));
      } else if (same.get(0).equals(each)) {
        String span =
            getTranslation(
                "calendar.often", same.size(), time(each), time(same.get(same.size() - 1)));
        runs.add(run(each.schedule(), span, desktop));
      }
    }
    return runs;
  }

  private static ListItem run(Schedule schedule, String times, Function<Schedule, String> desktop) {
    Span time = new Span(times);
    time.addClassName("time");
    Span where = new Span(desktop.apply(schedule));
    where.addClassName("quiet");
    return new ListItem(time, named(schedule.draft().name()), where);
  }

  private String time(Planned each) {
    return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
        .withLocale(getLocale())
        .format(each.at().atZone(zone));
  }
}
