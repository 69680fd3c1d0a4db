package dev.atelier.schedule;

import com.cronutils.model.time.ExecutionTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The moments at which something is due, in a time zone. The expression is followed on a clock that
 * never changes; where the zone's clock does, it is as people expect: what is due at an hour that
 * is left out is due when the clock goes on, what is due at an hour that comes twice is due the
 * first time, and what is due every hour is due in each. Immutable.
 */
final class Timetable {
  /** A leap day may be eight years away. */
  private static final Period FURTHEST = Period.ofYears(9);

  private final ExecutionTime expression;
  private final ZoneRules rules;
  private final boolean everyHour;

  Timetable(When when, ZoneId zone) {
    this.expression = ExecutionTime.forCron(when.expression());
    this.rules = zone.getRules();
    this.everyHour = when.isOfEveryHour();
  }

  /** The first moment after that one; empty where there is none within years. */
  Optional<Instant> next(Instant after) {
    Instant end = after.atOffset(ZoneOffset.UTC).plus(FURTHEST).toInstant();
    LocalDateTime from = LocalDateTime.ofInstant(after, rules.getOffset(after));
    Instant stretch = after;
    while (stretch.isBefore(end)) {
      ZoneOffset offset = rules.getOffset(stretch);
      ZoneOffsetTransition change = rules.nextTransition(stretch);
      Optional<LocalDateTime> due = onTheClock(notSeenBefore(from, stretch));
      if (due.isEmpty()) {
        return Optional.empty();
      }
      if (change == null || due.get().isBefore(change.getDateTimeBefore())) {
        return due.map(time -> time.toInstant(offset));
      }
      if (change.isGap() && !everyHour && due.get().isBefore(change.getDateTimeAfter())) {
        return Optional.of(change.getInstant());
      }
      stretch = change.getInstant();
      from = justBefore(change.getDateTimeAfter());
    }
    return Optional.empty();
  }

  /** Where an hour comes again: from its end on, as it was looked at the first time. */
  private LocalDateTime notSeenBefore(LocalDateTime from, Instant stretch) {
    ZoneOffsetTransition change = rules.previousTransition(stretch.plusNanos(1));
    if (everyHour || change == null || change.isGap()) {
      return from;
    }
    LocalDateTime seen = justBefore(change.getDateTimeBefore());
    return from.isBefore(seen) ? seen : from;
  }

  private static LocalDateTime justBefore(LocalDateTime time) {
    return time.minusSeconds(1);
  }

  private Optional<LocalDateTime> onTheClock(LocalDateTime after) {
    return expression
        .nextExecution(after.atZone(ZoneOffset.UTC))
        .map(time -> time.toLocalDateTime());
  }

  /** The next so many. */
  List<Instant> next(Instant after, int count) {
    List<Instant> moments = new ArrayList<>();
    Optional<Instant> moment = next(after);
    while (moment.isPresent() && moments.size() < count) {
      moments.add(moment.get());
      moment = next(moment.get());
    }
    return moments;
  }
}
