package dev.atelier.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps schedules and their runs. Takes part in the caller's transaction. Thread-safe. */
public interface ScheduleRepository {
  void add(Schedule schedule);

  Optional<Schedule> find(String id);

  /** The same, held until the end of the transaction against others who want to hold it. */
  Optional<Schedule> lock(String id);

  /** All of them, the newest first. */
  List<Schedule> all();

  /** Writes all of one that was added. */
  void update(Schedule schedule);

  /** Removes it and its runs; whether it was there. */
  boolean remove(String id);

  /** Ids of those that are due at that moment. */
  List<String> due(Instant at);

  /**
   * Adds a run.
   *
   * @return false, and nothing is added, when that time of that schedule is on record already
   */
  boolean addRun(ScheduleRun run);

  void updateRun(ScheduleRun run);

  /**
   * Writes what came of a run that was only taken up.
   *
   * @return false, and nothing is written, when something is on record already
   */
  boolean settleRun(ScheduleRun run);

  Optional<ScheduleRun> findRun(String runId);

  /** The newest first. */
  List<ScheduleRun> runs(String scheduleId, Optional<Instant> before, int limit);

  /** Those of any schedule that were taken up and have not ended. */
  List<ScheduleRun> openRuns();

  /** The one that a task belongs to, while it has not ended. */
  Optional<ScheduleRun> openRunOf(String taskId);

  /** Forgets what was planned before and has ended. */
  void forgetRuns(Instant before);
}
