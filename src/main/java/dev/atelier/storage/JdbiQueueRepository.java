package dev.atelier.storage;

import dev.atelier.Caller;
import dev.atelier.task.QueueRepository;
import dev.atelier.task.QueuedTask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The queue of tasks in the database. Thread-safe. */
@ApplicationScoped
class JdbiQueueRepository implements QueueRepository {
  private final Jdbi jdbi;

  @Inject
  JdbiQueueRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiQueueRepository() {
    this(null);
  }

  @Override
  public void add(String taskId, String sessionId, boolean undo, Caller giver, String actor) {
    long last = of(sessionId).stream().mapToLong(QueuedTask::place).max().orElse(0);
    jdbi.useHandle(
        handle ->
            Callers.bind(
                    handle.createUpdate(
                        """
                        insert into queued_task
                          (task_id, session_id, place, undo, given_by, runs_as, runs_role, runs_desktops,
                           runs_with, runs_with_id, runs_until)
                        values
                          (:task, :session, :place, :undo, :givenBy, :runsAs, :runsRole, :runsDesktops,
                           :runsWith, :runsWithId, :runsUntil)
                        """),
                    giver)
                .bind("task", taskId)
                .bind("session", sessionId)
                .bind("place", last + 1)
                .bind("undo", undo)
                .bind("givenBy", actor)
                .execute());
  }

  @Override
  public List<QueuedTask> of(String sessionId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from queued_task where session_id = :session order by place, task_id")
                .bind("session", sessionId)
                .map((row, context) -> queued(row))
                .list());
  }

  @Override
  public List<String> sessions() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select distinct session_id from queued_task")
                .mapTo(String.class)
                .list());
  }

  @Override
  public boolean remove(String taskId) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate("delete from queued_task where task_id = :task")
                    .bind("task", taskId)
                    .execute()
                == 1);
  }

  @Override
  public void arrange(List<String> taskIds) {
    jdbi.useHandle(
        handle -> {
          for (int n = 0; n < taskIds.size(); n++) {
            handle
                .createUpdate("update queued_task set place = :place where task_id = :task")
                .bind("place", n + 1)
                .bind("task", taskIds.get(n))
                .execute();
          }
        });
  }

  private static QueuedTask queued(ResultSet row) throws SQLException {
    return new QueuedTask(
        row.getString("task_id"),
        row.getString("session_id"),
        row.getLong("place"),
        row.getBoolean("undo"),
        Callers.fromSql(row),
        row.getString("given_by"));
  }
}
