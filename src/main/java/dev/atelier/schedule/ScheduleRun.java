package dev.atelier.schedule;

import java.time.Instant;
import java.util.Optional;

/**
 * One time at which a schedule was due, and what became of it.
 *
 * @param plannedAt unique among those of the schedule, so that no time is begun twice
 * @param startedAt when it was taken up
 * @param reason in plain words, where there is something to say; else empty
 */
public record ScheduleRun(
    String id,
    String scheduleId,
    Instant plannedAt,
    Instant startedAt,
    Outcome outcome,
    String reason,
    Optional<String> taskId,
    Optional<Instant> endedAt) {

  ScheduleRun running(String task) {
    return new ScheduleRun(
        id,
        scheduleId,
        plannedAt,
        startedAt,
        Outcome.RUNNING,
        reason,
        Optional.of(task),
        Optional.empty());
  }

  /** With a reason, unless there is nothing to add to the one it has. */
  ScheduleRun ended(Outcome end, String why, Instant at) {
    return new ScheduleRun(
        id,
        scheduleId,
        plannedAt,
        startedAt,
        end,
        why.isEmpty() ? reason : why,
        taskId,
        Optional.of(at));
  }
}
