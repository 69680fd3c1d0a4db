package dev.atelier.storage;

import dev.atelier.desktop.Disk;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import dev.atelier.session.Session;
import dev.atelier.session.SessionRepository;
import dev.atelier.session.SessionStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** Sessions in the database. Thread-safe. */
@ApplicationScoped
class JdbiSessionRepository implements SessionRepository {
  private static final int LONGEST_PROBLEM = 2000;

  private final Jdbi jdbi;
  private final Clock clock;

  @Inject
  JdbiSessionRepository(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected JdbiSessionRepository() {
    this(null, null);
  }

  @Override
  public void add(Session session) {
    add(session, false);
  }

  @Override
  public void addDefault(Session session) {
    add(session, true);
  }

  private void add(Session session, boolean isDefault) {
    jdbi.useHandle(
        handle ->
            bind(
                    session,
                    handle
                        .createUpdate(
                            """
                            insert into session (id, label, runtime, theme, accent, resolution,
                              cpus, memory_mb, pids, disk_mb, system_image, home, origin,
                              status, problem, ever_ready, created_at, expires_at, is_default)
                            values (:id, :label, :runtime, :theme, :accent, :resolution,
                              :cpus, :memoryMb, :pids, :diskMb, :system, :home, :origin,
                              :status, :problem, :everReady, :createdAt, :expiresAt, :isDefault)
                            """)
                        .bind("isDefault", isDefault))
                .execute());
  }

  @Override
  public Optional<Session> findDefault() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from session where is_default and deleted_at is null
                    order by created_at, id
                    """)
                .map((row, context) -> session(row))
                .findFirst());
  }

  @Override
  public List<String> defaults() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id from session where is_default order by created_at desc, id desc")
                .mapTo(String.class)
                .list());
  }

  @Override
  public void update(Session session) {
    jdbi.useHandle(
        handle ->
            bind(
                    session,
                    handle.createUpdate(
                        """
                        update session set label = :label, theme = :theme, accent = :accent,
                          resolution = :resolution, cpus = :cpus, memory_mb = :memoryMb,
                          pids = :pids, disk_mb = :diskMb, system_image = :system, home = :home,
                          status = :status, problem = :problem, ever_ready = :everReady,
                          expires_at = :expiresAt
                        where id = :id
                        """))
                .execute());
  }

  @Override
  public boolean remove(String id, boolean purge) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update session set deleted_at = :now, purge_asked_at = :purge
                        where id = :id and deleted_at is null
                        """)
                    .bind("now", Times.toSql(clock.instant()))
                    .bind("purge", purge ? Times.toSql(clock.instant()) : null)
                    .bind("id", id)
                    .execute()
                > 0);
  }

  @Override
  public List<Session> toPurge() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from session
                    where purge_asked_at is not null and purged_at is null
                    order by created_at, id
                    """)
                .map((row, context) -> session(row))
                .list());
  }

  @Override
  public void purged(String id) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update session set purged_at = :now
                    where id = :id and purge_asked_at is not null
                    """)
                .bind("now", Times.toSql(clock.instant()))
                .bind("id", id)
                .execute());
  }

  @Override
  public boolean isPurged(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createQuery(
                        "select count(*) from session where id = :id and purged_at is not null")
                    .bind("id", id)
                    .mapTo(Long.class)
                    .one()
                > 0);
  }

  @Override
  public Optional<Session> find(String id) {
    return one(id, "");
  }

  @Override
  public Optional<Session> lock(String id) {
    return one(id, " for update");
  }

  private Optional<Session> one(String id, String lock) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from session where id = :id and deleted_at is null" + lock)
                .bind("id", id)
                .map((row, context) -> session(row))
                .findOne());
  }

  @Override
  public boolean known(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createQuery("select count(*) from session where id = :id")
                    .bind("id", id)
                    .mapTo(Long.class)
                    .one()
                > 0);
  }

  @Override
  public List<Session> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from session where deleted_at is null order by created_at, id")
                .map((row, context) -> session(row))
                .list());
  }

  private static <S extends SqlStatement<S>> S bind(Session session, S statement) {
    return statement
        .bind("id", session.id())
        .bind("label", session.label())
        .bind("runtime", session.runtime())
        .bind("theme", session.look().theme())
        .bind("accent", session.look().accent().orElse(null))
        .bind("resolution", session.resolution().toString())
        .bind("cpus", session.quota().cpus())
        .bind("memoryMb", session.quota().memoryMb())
        .bind("pids", session.quota().pids())
        .bind("diskMb", session.quota().diskMb())
        .bind("system", session.disk().system().orElse(null))
        .bind("home", session.disk().home())
        .bind("origin", session.origin().orElse(null))
        .bind("status", session.status().word())
        .bind(
            "problem",
            session.problem().map(text -> Texts.upTo(LONGEST_PROBLEM, text)).orElse(null))
        .bind("everReady", session.everReady())
        .bind("createdAt", Times.toSql(session.createdAt()))
        .bind("expiresAt", session.expiresAt().map(Times::toSql).orElse(null));
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getString("id"),
        row.getString("label"),
        row.getString("runtime"),
        new Look(row.getString("theme"), Optional.ofNullable(row.getString("accent"))),
        Size.parse(row.getString("resolution")),
        new Quota(
            row.getDouble("cpus"),
            row.getInt("memory_mb"),
            row.getInt("pids"),
            row.getInt("disk_mb")),
        new Disk(Optional.ofNullable(row.getString("system_image")), row.getInt("home")),
        SessionStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        Optional.ofNullable(row.getString("problem")),
        row.getBoolean("ever_ready"),
        Optional.ofNullable(row.getString("origin")),
        Times.fromSql(row, "created_at"),
        Times.optionalFromSql(row, "expires_at"));
  }
}
