package dev.atelier.schedule;

import dev.atelier.json.InvalidField;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What a person says of a schedule.
 *
 * @param enabled whether anything is begun by the clock
 * @param maxSteps for each run; the server's bound where it is empty
 * @param maxUsd for each run
 */
public record ScheduleDraft(
    String name,
    String sessionId,
    Work work,
    When when,
    ZoneId zone,
    boolean enabled,
    Overlap overlap,
    Missed missed,
    Optional<Integer> maxSteps,
    Optional<BigDecimal> maxUsd) {
  public static final int LONGEST_NAME = 80;

  public ScheduleDraft {
    name = name.strip();
    if (name.isEmpty() || name.codePointCount(0, name.length()) > LONGEST_NAME) {
      throw new InvalidField("name", "must have 1 to " + LONGEST_NAME + " characters");
    }
  }

  /** The same, on or off. */
  public ScheduleDraft turned(boolean on) {
    return new ScheduleDraft(
        name, sessionId, work, when, zone, on, overlap, missed, maxSteps, maxUsd);
  }

  Timetable timetable() {
    return new Timetable(when, zone);
  }
}
