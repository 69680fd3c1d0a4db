package dev.atelier.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * What is to come.
 *
 * @param items the earliest first
 * @param next from when on there is more before the end; empty when this is all
 */
public record Outlook(List<Planned> items, Optional<Instant> next) {
  /** How far apart beginning and end may be. */
  public static final Duration LONGEST = Duration.ofDays(62);

  /** One time of a schedule. */
  public record Planned(Schedule schedule, Instant at) {}

  public Outlook {
    items = List.copyOf(items);
  }

  public static Outlook nothing() {
    return new Outlook(List.of(), Optional.empty());
  }

  /**
   * The times of those that are on, from a moment on and before another.
   *
   * @param most how many times there may be; all of the last moment are there, so that what is next
   *     begins later
   */
  static Outlook of(List<Schedule> schedules, Instant from, Instant until, int most) {
    PriorityQueue<Planned> coming =
        new PriorityQueue<>(
            Comparator.comparing(Planned::at).thenComparing(each -> each.schedule().id()));
    schedules.stream()
        .filter(schedule -> schedule.draft().enabled())
        .forEach(schedule -> add(schedule, from.minusNanos(1), until, coming));
    List<Planned> items = new ArrayList<>();
    while (!coming.isEmpty() && (items.size() < most || isOfLast(items, coming.peek()))) {
      Planned first = coming.remove();
      items.add(first);
      add(first.schedule(), first.at(), until, coming);
    }
    return new Outlook(items, Optional.ofNullable(coming.peek()).map(Planned::at));
  }

  private static boolean isOfLast(List<Planned> items, Planned next) {
    return items.get(items.size() - 1).at().equals(next.at());
  }

  private static void add(
      Schedule schedule, Instant after, Instant until, PriorityQueue<Planned> coming) {
    schedule.nextTimes(after, 1).stream()
        .filter(until::isAfter)
        .forEach(at -> coming.add(new Planned(schedule, at)));
  }
}
