package dev.atelier.storage;

import dev.atelier.desktop.Look;
import dev.atelier.desktop.Size;
import dev.atelier.snapshot.Restoration;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshot.Template;
import dev.atelier.snapshot.SnapshotRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** Snapshots in the database. Thread-safe. */
@ApplicationScoped
class JdbiSnapshotRepository implements SnapshotRepository {
  private static final String NEWEST_FIRST = " order by created_at desc, id desc";

  private final Jdbi jdbi;

  @Inject
  JdbiSnapshotRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiSnapshotRepository() {
    this(null);
  }

  @Override
  public void add(Snapshot snapshot) {
    jdbi.useHandle(
        handle ->
            bind(
                    snapshot,
                    handle.createUpdate(
                        """
                        insert into snapshot (id, session_id, session_label, runtime, kind, state,
                          note, task_id, theme, accent, resolution, system_bytes, home_bytes,
                          template_name, template_description, taken_by, created_at)
                        values (:id, :sessionId, :sessionLabel, :runtime, :kind, :state,
                          :note, :taskId, :theme, :accent, :resolution, :systemBytes, :homeBytes,
                          :templateName, :templateDescription, :takenBy, :createdAt)
                        """))
                .execute());
  }

  @Override
  public void update(Snapshot snapshot) {
    jdbi.useHandle(
        handle ->
            bind(
                    snapshot,
                    handle.createUpdate(
                        """
                        update snapshot set state = :state, note = :note,
                          system_bytes = :systemBytes, home_bytes = :homeBytes,
                          template_name = :templateName,
                          template_description = :templateDescription
                        where id = :id
                        """))
                .execute());
  }

  @Override
  public void remove(String id) {
    jdbi.useHandle(
        handle ->
            handle.createUpdate("delete from snapshot where id = :id").bind("id", id).execute());
  }

  @Override
  public Optional<Snapshot> find(String id) {
    return where("id = :value", id).stream().findFirst();
  }

  @Override
  public List<Snapshot> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from snapshot" + NEWEST_FIRST)
                .map((row, context) -> snapshot(row))
                .list());
  }

  @Override
  public List<Snapshot> ofSession(String sessionId) {
    return where("session_id = :value", sessionId);
  }

  @Override
  public Optional<Snapshot> ofTask(String taskId) {
    return where("task_id = :value", taskId).stream().findFirst();
  }

  @Override
  public void add(Restoration restoration) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into restoration (session_id, at, back_to, before_task)
                    values (:session, :at, :backTo, :task)
                    """)
                .bind("session", restoration.sessionId())
                .bind("at", Times.toSql(restoration.at()))
                .bind("backTo", Times.toSql(restoration.backTo()))
                .bind("task", restoration.beforeTask().orElse(null))
                .execute());
  }

  @Override
  public List<Restoration> restorations(String sessionId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from restoration where session_id = :session")
                .bind("session", sessionId)
                .map((row, context) -> restoration(row))
                .list());
  }

  private List<Snapshot> where(String condition, String value) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from snapshot where " + condition + NEWEST_FIRST)
                .bind("value", value)
                .map((row, context) -> snapshot(row))
                .list());
  }

  private static <S extends SqlStatement<S>> S bind(Snapshot snapshot, S statement) {
    return statement
        .bind("id", snapshot.id())
        .bind("sessionId", snapshot.sessionId())
        .bind("sessionLabel", snapshot.sessionLabel())
        .bind("runtime", snapshot.runtime())
        .bind("kind", snapshot.kind().name())
        .bind("state", snapshot.state().name())
        .bind("note", snapshot.note())
        .bind("taskId", snapshot.taskId().orElse(null))
        .bind("theme", snapshot.look().theme())
        .bind("accent", snapshot.look().accent().orElse(null))
        .bind("resolution", snapshot.resolution().toString())
        .bind("systemBytes", snapshot.systemBytes())
        .bind("homeBytes", snapshot.homeBytes())
        .bind("templateName", snapshot.template().map(Template::name).orElse(null))
        .bind("templateDescription", snapshot.template().map(Template::description).orElse(null))
        .bind("takenBy", snapshot.takenBy())
        .bind("createdAt", Times.toSql(snapshot.createdAt()));
  }

  private static Restoration restoration(ResultSet row) throws SQLException {
    return new Restoration(
        row.getString("session_id"),
        Times.fromSql(row, "at"),
        Times.fromSql(row, "back_to"),
        Optional.ofNullable(row.getString("before_task")));
  }

  private static Snapshot snapshot(ResultSet row) throws SQLException {
    String template = row.getString("template_name");
    return new Snapshot(
        row.getString("id"),
        row.getString("session_id"),
        row.getString("session_label"),
        row.getString("runtime"),
        Snapshot.Kind.valueOf(row.getString("kind")),
        Snapshot.State.valueOf(row.getString("state")),
        row.getString("note"),
        Optional.ofNullable(row.getString("task_id")),
        new Look(row.getString("theme"), Optional.ofNullable(row.getString("accent"))),
        Size.parse(row.getString("resolution")),
        row.getLong("system_bytes"),
        row.getLong("home_bytes"),
        template == null
            ? Optional.empty()
            : Optional.of(new Template(template, row.getString("template_description"))),
        row.getString("taken_by"),
        Times.fromSql(row, "created_at"));
  }
}
