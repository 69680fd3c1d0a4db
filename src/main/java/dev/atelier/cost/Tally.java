package dev.atelier.cost;

import java.time.LocalDate;

/**
 * A sum of spending that a cap may bound.
 *
 * @param of {@code all}, a session's id or a task's id
 * @param day the day it is for; for a task, which may last longer, always {@link #NO_DAY}
 */
public record Tally(String of, LocalDate day) {
  static final LocalDate NO_DAY = LocalDate.EPOCH;

  static Tally all(LocalDate day) {
    return new Tally("all", day);
  }

  static Tally session(String sessionId, LocalDate day) {
    return new Tally(sessionId, day);
  }

  static Tally task(String taskId) {
    return new Tally(taskId, NO_DAY);
  }
}
