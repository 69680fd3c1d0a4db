package dev.atelier.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** When something that is not kept yet would be due. */
public final class Times {
  private Times() {}

  /** The next so many times after a moment. */
  public static List<Instant> next(When when, ZoneId zone, Instant after, int count) {
    return new Timetable(when, zone).next(after, count);
  }
}
