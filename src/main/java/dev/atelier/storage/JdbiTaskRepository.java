package dev.atelier.storage;

import dev.atelier.json.Json;
import dev.atelier.task.ResultFile;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.TaskFilter;
import dev.atelier.task.TaskPlace;
import dev.atelier.task.TaskRepository;
import dev.atelier.task.TaskStatus;
import dev.atelier.vision.Goal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** Tasks and their steps in the database. Thread-safe. */
@ApplicationScoped
class JdbiTaskRepository implements TaskRepository {
  private static final int LONGEST_RESULT = 10_000;
  private static final int LONGEST_TEXT = 100_000;
  private static final String UPDATE =
      """
      update task set status = :status, max_usd = :maxUsd, step_count = :stepCount,
        total_cost_usd = :totalCostUsd, final_text = :finalText, error = :error,
        finished_at = :finishedAt
      where id = :id
      """;

  private final Jdbi jdbi;

  @Inject
  JdbiTaskRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiTaskRepository() {
    this(null);
  }

  @Override
  public void add(Task task) {
    jdbi.useHandle(
        handle ->
            bindProgress(
                    task,
                    handle.createUpdate(
                        """
                        insert into task (id, session_id, given_by, goal, context, attachments, ask_before, backend, model, status,
                          max_steps, max_usd, step_count, total_cost_usd, final_text, error,
                          started_at, finished_at)
                        values (:id, :sessionId, :givenBy, :goal, :context, :attachments, :askBefore, :backend, :model, :status,
                          :maxSteps, :maxUsd, :stepCount, :totalCostUsd, :finalText, :error,
                          :startedAt, :finishedAt)
                        """))
                .bind("sessionId", task.sessionId())
                .bind("givenBy", task.givenBy())
                .bind("goal", task.goal().text())
                .bind("context", task.goal().context())
                .bind("attachments", Json.write(task.goal().attachments()))
                .bind("askBefore", Json.write(task.askBefore()))
                .bind("backend", task.backend())
                .bind("model", task.model())
                .bind("maxSteps", task.maxSteps())
                .bind("startedAt", Times.toSql(task.startedAt()))
                .execute());
  }

  @Override
  public void update(Task task) {
    jdbi.useHandle(handle -> bindProgress(task, handle.createUpdate(UPDATE)).execute());
  }

  @Override
  public void begin(Task task) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update task set status = :status, started_at = :startedAt where id = :id")
                .bind("id", task.id())
                .bind("status", task.status().word())
                .bind("startedAt", Times.toSql(task.startedAt()))
                .execute());
  }

  @Override
  public boolean resume(Task task) {
    return jdbi.withHandle(
        handle ->
            bindProgress(task, handle.createUpdate(UPDATE + " and status = :endedAs"))
                    .bind("endedAs", TaskStatus.BUDGET_EXCEEDED_USD.word())
                    .execute()
                == 1);
  }

  @Override
  public Optional<Task> find(String taskId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from task where id = :id")
                .bind("id", taskId)
                .map((row, context) -> task(row))
                .findOne());
  }

  @Override
  public List<Task> ofSession(String sessionId, TaskPlace from, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from task where session_id = :session
                      and started_at <= :moment and (started_at < :moment or id < :id)
                    order by started_at desc, id desc fetch first :limit rows only
                    """)
                .bind("session", sessionId)
                .bind("moment", Times.toSql(from.startedAt()))
                .bind("id", from.id())
                .bind("limit", limit)
                .map((row, context) -> task(row))
                .list());
  }

  @Override
  public List<Task> matching(TaskFilter filter, TaskPlace from, int limit) {
    if (filter.admitsNone()) {
      return List.of();
    }
    TaskQuestion question = new TaskQuestion(filter);
    return jdbi.withHandle(
        handle ->
            question
                .bind(handle.createQuery(question.sql()))
                .bind("moment", Times.toSql(from.startedAt()))
                .bind("id", from.id())
                .bind("limit", limit)
                .map((row, context) -> task(row))
                .list());
  }

  @Override
  public List<Task> newestOfEach() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select task.* from session join task on task.id =
                      (select one.id from task one
                        where one.session_id = session.id and one.status <> :queued
                        order by one.started_at desc, one.id desc fetch first 1 rows only)
                    where session.deleted_at is null
                    """)
                .bind("queued", TaskStatus.QUEUED.word())
                .map((row, context) -> task(row))
                .list());
  }

  @Override
  public List<Step> lastStepsOfUnfinished() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select step.* from task join step
                      on step.task_id = task.id and step.number = task.step_count
                    where task.status in (<words>)
                    """)
                .bindList("words", unfinishedWords())
                .map((row, context) -> step(row))
                .list());
  }

  @Override
  public List<String> startedSince(Instant moment) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from task where started_at >= :moment")
                .bind("moment", Times.toSql(moment))
                .mapTo(String.class)
                .list());
  }

  @Override
  public List<Task> unfinished() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from task where status in (<words>) order by started_at")
                .bindList("words", unfinishedWords())
                .map((row, context) -> task(row))
                .list());
  }

  private static List<String> unfinishedWords() {
    return Arrays.stream(TaskStatus.values())
        .filter(status -> !status.ended())
        .map(TaskStatus::word)
        .toList();
  }

  @Override
  public void append(Step step) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into step (task_id, number, verb, parameters, result, text, cost_usd,
                      total_cost_usd, at, duration_ms, picture, decided_by)
                    values (:taskId, :number, :verb, :parameters, :result, :text, :costUsd,
                      :totalCostUsd, :at, :durationMs, :picture, :decidedBy)
                    """)
                .bind("taskId", step.taskId())
                .bind("number", step.number())
                .bind("verb", step.verb().orElse(null))
                .bind("parameters", Json.write(step.parameters()))
                .bind("result", Texts.upTo(LONGEST_RESULT, step.result()))
                .bind("text", Texts.upTo(LONGEST_TEXT, step.text()))
                .bind("costUsd", step.costUsd())
                .bind("totalCostUsd", step.totalCostUsd())
                .bind("at", Times.toSql(step.at()))
                .bind("durationMs", step.duration().toMillis())
                .bind("picture", step.picture().orElse(null))
                .bind("decidedBy", step.decidedBy().orElse(null))
                .execute());
  }

  @Override
  public void answered(String taskId, int step, String words) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update step set result = :result where task_id = :task and number = :number")
                .bind("task", taskId)
                .bind("number", step)
                .bind("result", Texts.upTo(LONGEST_RESULT, words))
                .execute());
  }

  @Override
  public void keepFiles(String taskId, List<ResultFile> files) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update task set files = :files where id = :id")
                .bind("id", taskId)
                .bind("files", Json.write(files))
                .execute());
  }

  @Override
  public Optional<List<ResultFile>> files(String taskId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select files from task where id = :id and files is not null")
                .bind("id", taskId)
                .mapTo(String.class)
                .map(files -> Json.readList(files, ResultFile.class))
                .findOne());
  }

  /** Ordered by the whole key, or H2 would sort all the steps that follow for each page. */
  @Override
  public List<Step> stepsAfter(String taskId, int number, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from step where task_id = :task and number > :number
                    order by task_id, number fetch first :limit rows only
                    """)
                .bind("task", taskId)
                .bind("number", number)
                .bind("limit", limit)
                .map((row, context) -> step(row))
                .list());
  }

  @Override
  public List<String> pictures(String sessionId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct step.picture from step join task on task.id = step.task_id
                    where task.session_id = :session and step.picture is not null
                    """)
                .bind("session", sessionId)
                .mapTo(String.class)
                .list());
  }

  @Override
  public boolean shows(String picture) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select 1 from step join task on task.id = step.task_id
                      join session on session.id = task.session_id
                    where step.picture = :picture and session.purge_asked_at is null
                    fetch first 1 rows only
                    """)
                .bind("picture", picture)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
  }

  @Override
  public List<ShownPicture> picturesShown(Instant from, Instant before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select picture, at from step
                    where at >= :from and at < :before and picture is not null
                    order by at fetch first :limit rows only
                    """)
                .bind("from", Times.toSql(from))
                .bind("before", Times.toSql(before))
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new ShownPicture(row.getString("picture"), Times.fromSql(row, "at")))
                .list());
  }

  @Override
  public boolean showsSince(String picture, Instant moment) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select 1 from step where picture = :picture and at >= :moment
                    fetch first 1 rows only
                    """)
                .bind("picture", picture)
                .bind("moment", Times.toSql(moment))
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
  }

  @Override
  public void pictureRemoved(String picture, Instant before, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update step set picture = null, picture_removed_at = :at
                    where picture = :picture and at < :before
                    """)
                .bind("picture", picture)
                .bind("before", Times.toSql(before))
                .bind("at", Times.toSql(at))
                .execute());
  }

  @Override
  public Map<Integer, Instant> picturesRemoved(String taskId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select number, picture_removed_at from step
                    where task_id = :task and picture_removed_at is not null
                    """)
                .bind("task", taskId)
                .map(
                    (row, context) ->
                        Map.entry(row.getInt("number"), Times.fromSql(row, "picture_removed_at")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static <S extends SqlStatement<S>> S bindProgress(Task task, S statement) {
    return statement
        .bind("id", task.id())
        .bind("status", task.status().word())
        .bind("maxUsd", task.maxUsd().orElse(null))
        .bind("stepCount", task.stepCount())
        .bind("totalCostUsd", task.totalCostUsd())
        .bind("finalText", Texts.upTo(LONGEST_TEXT, task.finalText()))
        .bind("error", Texts.upTo(LONGEST_RESULT, task.error()))
        .bind("finishedAt", task.finishedAt().map(Times::toSql).orElse(null));
  }

  private static Task task(ResultSet row) throws SQLException {
    return new Task(
        row.getString("id"),
        row.getString("session_id"),
        row.getString("given_by"),
        new Goal(
            row.getString("goal"),
            row.getString("context"),
            Json.readTexts(row.getString("attachments"))),
        Json.readTexts(row.getString("ask_before")),
        row.getString("backend"),
        row.getString("model"),
        TaskStatus.ofWord(row.getString("status")),
        row.getInt("max_steps"),
        Optional.ofNullable(row.getBigDecimal("max_usd")).map(Money::plain),
        row.getInt("step_count"),
        Money.plain(row.getBigDecimal("total_cost_usd")),
        row.getString("final_text"),
        row.getString("error"),
        Times.fromSql(row, "started_at"),
        Times.optionalFromSql(row, "finished_at"));
  }

  private static Step step(ResultSet row) throws SQLException {
    return new Step(
        row.getString("task_id"),
        row.getInt("number"),
        Optional.ofNullable(row.getString("verb")),
        Json.readObject(row.getString("parameters")),
        row.getString("result"),
        row.getString("text"),
        Money.plain(row.getBigDecimal("cost_usd")),
        Money.plain(row.getBigDecimal("total_cost_usd")),
        Times.fromSql(row, "at"),
        Duration.ofMillis(row.getLong("duration_ms")),
        Optional.ofNullable(row.getString("picture")),
        Optional.ofNullable(row.getString("decided_by")));
  }
}
