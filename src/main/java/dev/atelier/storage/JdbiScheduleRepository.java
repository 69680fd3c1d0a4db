package dev.atelier.storage;

import dev.atelier.json.Json;
import dev.atelier.schedule.Missed;
import dev.atelier.schedule.Overlap;
import dev.atelier.schedule.Schedule;
import dev.atelier.schedule.ScheduleDraft;
import dev.atelier.schedule.ScheduleRepository;
import dev.atelier.schedule.ScheduleRun;
import dev.atelier.schedule.When;
import dev.atelier.schedule.Work;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** Schedules in the database; their runs are {@link ScheduleRunRows}. Thread-safe. */
@ApplicationScoped
class JdbiScheduleRepository implements ScheduleRepository {
  private final Jdbi jdbi;
  private final ScheduleRunRows runs;

  @Inject
  JdbiScheduleRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.runs = new ScheduleRunRows(jdbi);
  }

  /** For CDI's proxy only. */
  protected JdbiScheduleRepository() {
    this(null);
  }

  @Override
  public void add(Schedule schedule) {
    jdbi.useHandle(
        handle ->
            bound(
                    handle.createUpdate(
                        """
                        insert into schedule
                          (id, name, session_id, recipe_id, blanks, goal, backend, said, cron, zone, enabled, overlap,
                           missed, max_steps, max_usd, made_by, made_with, made_with_id, runs_as, runs_role, runs_desktops, runs_with,
                           runs_with_id, runs_until, made_at, changed_at, next_at)
                        values
                          (:id, :name, :sessionId, :recipeId, :blanks, :goal, :backend, :said, :cron, :zone, :enabled, :overlap,
                           :missed, :maxSteps, :maxUsd, :made, :madeWith, :madeWithId, :runsAs, :runsRole, :runsDesktops, :runsWith,
                           :runsWithId, :runsUntil, :madeAt, :changedAt, :nextAt)
                        """),
                    schedule)
                .bindMap(Owners.toSql("made", schedule.madeBy()))
                .bind("madeAt", Times.toSql(schedule.madeAt()))
                .execute());
  }

  @Override
  public void update(Schedule schedule) {
    jdbi.useHandle(
        handle ->
            bound(
                    handle.createUpdate(
                        """
                        update schedule set name = :name, session_id = :sessionId, recipe_id = :recipeId, blanks = :blanks,
                          goal = :goal, backend = :backend, said = :said, cron = :cron, zone = :zone, enabled = :enabled,
                          overlap = :overlap, missed = :missed, max_steps = :maxSteps, max_usd = :maxUsd,
                          runs_as = :runsAs, runs_role = :runsRole, runs_desktops = :runsDesktops, runs_with = :runsWith,
                          runs_with_id = :runsWithId, runs_until = :runsUntil, changed_at = :changedAt, next_at = :nextAt
                        where id = :id
                        """),
                    schedule)
                .execute());
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Schedule schedule) {
    ScheduleDraft draft = schedule.draft();
    Work work = draft.work();
    return Callers.bind(statement, schedule.runsAs())
        .bind("id", schedule.id())
        .bind("name", draft.name())
        .bind("sessionId", draft.sessionId())
        .bind("recipeId", work.recipeId().orElse(null))
        .bind("blanks", Json.write(work.blanks()))
        .bind("goal", work.goal().orElse(null))
        .bind("backend", work.backend().orElse(null))
        .bind("said", draft.when().text())
        .bind("cron", draft.when().cron())
        .bind("zone", draft.zone().getId())
        .bind("enabled", draft.enabled())
        .bind("overlap", draft.overlap().word())
        .bind("missed", draft.missed().word())
        .bind("maxSteps", draft.maxSteps().orElse(null))
        .bind("maxUsd", draft.maxUsd().orElse(null))
        .bind("changedAt", Times.toSql(schedule.changedAt()))
        .bind("nextAt", schedule.nextAt().map(Times::toSql).orElse(null));
  }

  @Override
  public Optional<Schedule> find(String id) {
    return find(id, "");
  }

  @Override
  public Optional<Schedule> lock(String id) {
    return find(id, " for update");
  }

  private Optional<Schedule> find(String id, String how) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from schedule where id = :id" + how)
                .bind("id", id)
                .map((row, context) -> schedule(row))
                .findOne());
  }

  @Override
  public List<Schedule> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from schedule order by seq desc")
                .map((row, context) -> schedule(row))
                .list());
  }

  @Override
  public boolean remove(String id) {
    runs.removeOf(id);
    return jdbi.withHandle(
        handle ->
            handle.createUpdate("delete from schedule where id = :id").bind("id", id).execute()
                == 1);
  }

  @Override
  public List<String> due(Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from schedule where next_at <= :at order by next_at, seq")
                .bind("at", Times.toSql(at))
                .mapTo(String.class)
                .list());
  }

  @Override
  public boolean addRun(ScheduleRun run) {
    return runs.add(run);
  }

  @Override
  public void updateRun(ScheduleRun run) {
    runs.update(run);
  }

  @Override
  public boolean settleRun(ScheduleRun run) {
    return runs.settle(run);
  }

  @Override
  public Optional<ScheduleRun> findRun(String runId) {
    return runs.find(runId);
  }

  @Override
  public List<ScheduleRun> runs(String scheduleId, Optional<Instant> before, int limit) {
    return runs.of(scheduleId, before, limit);
  }

  @Override
  public List<ScheduleRun> openRuns() {
    return runs.open();
  }

  @Override
  public Optional<ScheduleRun> openRunOf(String taskId) {
    return runs.openOf(taskId);
  }

  @Override
  public void forgetRuns(Instant before) {
    runs.forget(before);
  }

  private static Schedule schedule(ResultSet row) throws SQLException {
    return new Schedule(
        row.getString("id"),
        draft(row),
        Owners.fromSql(row, "made_by", "made_with"),
        Callers.fromSql(row),
        Times.fromSql(row, "made_at"),
        Times.fromSql(row, "changed_at"),
        Times.optionalFromSql(row, "next_at"));
  }

  private static ScheduleDraft draft(ResultSet row) throws SQLException {
    return new ScheduleDraft(
        row.getString("name"),
        row.getString("session_id"),
        new Work(
            Optional.ofNullable(row.getString("recipe_id")),
            Texts.map(row.getString("blanks")),
            Optional.ofNullable(row.getString("goal")),
            Optional.ofNullable(row.getString("backend"))),
        new When(row.getString("said"), row.getString("cron")),
        ZoneId.of(row.getString("zone")),
        row.getBoolean("enabled"),
        Overlap.of(row.getString("overlap")),
        Missed.of(row.getString("missed")),
        Optional.ofNullable(row.getObject("max_steps", Integer.class)),
        Optional.ofNullable(row.getBigDecimal("max_usd")).map(Money::plain));
  }
}
