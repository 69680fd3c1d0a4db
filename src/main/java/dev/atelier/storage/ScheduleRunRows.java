package dev.atelier.storage;

import dev.atelier.schedule.Outcome;
import dev.atelier.schedule.ScheduleRun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** The rows of what became of schedules. Thread-safe. */
final class ScheduleRunRows {
  private static final int LONGEST_REASON = 4000;
  private static final String OPEN = "outcome in ('beginning', 'running')";

  private final Jdbi jdbi;

  ScheduleRunRows(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Asked before it is written, since PostgreSQL breaks off a transaction in which a write fails;
   * whoever adds holds the schedule, and the table's own rule is there for all else.
   */
  boolean add(ScheduleRun run) {
    return jdbi.withHandle(
        handle -> {
          int there =
              handle
                  .createQuery(
                      "select count(*) from schedule_run where schedule_id = :id and planned_at = :at")
                  .bind("id", run.scheduleId())
                  .bind("at", Times.toSql(run.plannedAt()))
                  .mapTo(Integer.class)
                  .one();
          return there == 0
              && bound(
                          handle.createUpdate(
                              """
                              insert into schedule_run
                                (id, schedule_id, planned_at, started_at, outcome, reason, task_id, ended_at)
                              values
                                (:id, :scheduleId, :plannedAt, :startedAt, :outcome, :reason, :taskId, :endedAt)
                              """),
                          run)
                      .bind("scheduleId", run.scheduleId())
                      .bind("plannedAt", Times.toSql(run.plannedAt()))
                      .bind("startedAt", Times.toSql(run.startedAt()))
                      .execute()
                  == 1;
        });
  }

  void update(ScheduleRun run) {
    var unused = update(run, "");
  }

  /** The same while it is beginning only. */
  boolean settle(ScheduleRun run) {
    return update(run, " and outcome = 'beginning'");
  }

  private boolean update(ScheduleRun run, String where) {
    return jdbi.withHandle(
        handle ->
            bound(
                        handle.createUpdate(
                            """
                            update schedule_run
                            set outcome = :outcome, reason = :reason, task_id = :taskId, ended_at = :endedAt
                            where id = :id
                            """
                                + where),
                        run)
                    .execute()
                == 1);
  }

  private static <S extends SqlStatement<S>> S bound(S statement, ScheduleRun run) {
    return statement
        .bind("id", run.id())
        .bind("outcome", run.outcome().word())
        .bind("reason", Texts.upTo(LONGEST_REASON, run.reason()))
        .bind("taskId", run.taskId().orElse(null))
        .bind("endedAt", run.endedAt().map(Times::toSql).orElse(null));
  }

  Optional<ScheduleRun> find(String id) {
    return one("id = :id", id);
  }

  Optional<ScheduleRun> openOf(String taskId) {
    return one("task_id = :id and " + OPEN, taskId);
  }

  private Optional<ScheduleRun> one(String which, String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from schedule_run where " + which)
                .bind("id", id)
                .map((row, context) -> run(row))
                .findOne());
  }

  List<ScheduleRun> of(String scheduleId, Optional<Instant> before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from schedule_run where schedule_id = :id and planned_at < :before
                    order by planned_at desc limit :limit
                    """)
                .bind("id", scheduleId)
                .bind("before", Times.toSql(before.orElse(Instant.parse("9999-01-01T00:00:00Z"))))
                .bind("limit", limit)
                .map((row, context) -> run(row))
                .list());
  }

  List<ScheduleRun> open() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from schedule_run where " + OPEN + " order by planned_at")
                .map((row, context) -> run(row))
                .list());
  }

  void removeOf(String scheduleId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from schedule_run where schedule_id = :id")
                .bind("id", scheduleId)
                .execute());
  }

  void forget(Instant before) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from schedule_run where planned_at < :before and not " + OPEN)
                .bind("before", Times.toSql(before))
                .execute());
  }

  private static ScheduleRun run(ResultSet row) throws SQLException {
    return new ScheduleRun(
        row.getString("id"),
        row.getString("schedule_id"),
        Times.fromSql(row, "planned_at"),
        Times.fromSql(row, "started_at"),
        Outcome.ofWord(row.getString("outcome")),
        row.getString("reason"),
        Optional.ofNullable(row.getString("task_id")),
        Times.optionalFromSql(row, "ended_at"));
  }
}
