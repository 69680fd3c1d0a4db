package dev.atelier.storage;

import dev.atelier.backup.LossSince;
import dev.atelier.backup.RestoreRepository;
import dev.atelier.backup.RestoreWish;
import dev.atelier.backup.Restored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What was brought back, in the database. Thread-safe. */
@ApplicationScoped
class JdbiRestoreRepository implements RestoreRepository {
  private final Jdbi jdbi;

  @Inject
  JdbiRestoreRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiRestoreRepository() {
    this(null);
  }

  @Override
  public boolean add(Restored restored) {
    return jdbi.withHandle(handle -> !isThere(handle, restored) && insert(handle, restored));
  }

  private static boolean isThere(Handle handle, Restored restored) {
    return handle
        .createQuery("select 1 from server_restore where id = :id")
        .bind("id", restored.wish().id())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  private static boolean insert(Handle handle, Restored restored) {
    RestoreWish wish = restored.wish();
    return handle
            .createUpdate(
                """
                insert into server_restore
                  (id, backup_id, backup_of, asked_by, asked_at, before_id, until_id, restored_at)
                values (:id, :backup, :backupOf, :askedBy, :askedAt, :before, :until, :at)
                """)
            .bind("id", wish.id())
            .bind("backup", wish.backupId())
            .bind("backupOf", Times.toSql(wish.backupOf()))
            .bind("askedBy", wish.askedBy())
            .bind("askedAt", Times.toSql(wish.askedAt()))
            .bind("before", wish.beforeId())
            .bind("until", wish.untilId())
            .bind("at", Times.toSql(restored.at()))
            .execute()
        > 0;
  }

  @Override
  public Optional<Restored> latest() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from server_restore order by restored_at desc fetch first 1 rows only")
                .map((row, context) -> restored(row))
                .findOne());
  }

  private static Restored restored(ResultSet row) throws SQLException {
    RestoreWish wish =
        new RestoreWish(
            row.getString("id"),
            row.getString("backup_id"),
            Times.fromSql(row, "backup_of"),
            row.getString("asked_by"),
            Times.fromSql(row, "asked_at"),
            row.getString("before_id"),
            row.getString("until_id"));
    return new Restored(wish, Times.fromSql(row, "restored_at"));
  }

  @Override
  public LossSince since(Instant at) {
    return jdbi.withHandle(
        handle ->
            new LossSince(
                count(handle, "task where started_at", at),
                count(handle, "audit_entry where at", at)));
  }

  private static long count(Handle handle, String rows, Instant at) {
    return handle
        .createQuery("select count(*) from " + rows + " > :at")
        .bind("at", Times.toSql(at))
        .mapTo(Long.class)
        .one();
  }
}
