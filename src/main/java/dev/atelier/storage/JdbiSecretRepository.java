package dev.atelier.storage;

import dev.atelier.desktop.Region;
import dev.atelier.secrets.AllowedSite;
import dev.atelier.secrets.SecretRepository;
import dev.atelier.secrets.VaultEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The vault in the database. Thread-safe. */
@ApplicationScoped
class JdbiSecretRepository implements SecretRepository {
  private final Jdbi jdbi;

  @Inject
  JdbiSecretRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiSecretRepository() {
    this(null);
  }

  @Override
  public void put(VaultEntry secret, String sealed) {
    remove(secret.name());
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into kept_secret
                      (name, site, in_sight, sessions, sealed, made_by, made_at, changed_at, used_at)
                    values
                      (:name, :site, :inSight, :sessions, :sealed, :madeBy, :madeAt, :changedAt,
                       :usedAt)
                    """)
                .bind("name", secret.name())
                .bind("site", secret.site().map(AllowedSite::toString).orElse(null))
                .bind("inSight", secret.inSight())
                .bind("sessions", Desktops.toSql(secret.sessions()))
                .bind("sealed", sealed)
                .bind("madeBy", secret.madeBy())
                .bind("madeAt", Times.toSql(secret.madeAt()))
                .bind("changedAt", Times.toSql(secret.changedAt()))
                .bind("usedAt", secret.usedAt().map(Times::toSql).orElse(null))
                .execute());
  }

  @Override
  public Optional<VaultEntry> find(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from kept_secret where name = :name")
                .bind("name", name)
                .map((row, context) -> secret(row))
                .findOne());
  }

  @Override
  public Optional<String> sealed(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select sealed from kept_secret where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public List<VaultEntry> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from kept_secret order by name")
                .map((row, context) -> secret(row))
                .list());
  }

  @Override
  public boolean remove(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate("delete from kept_secret where name = :name")
                    .bind("name", name)
                    .execute()
                == 1);
  }

  @Override
  public void used(Use use) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  "delete from secret_use where session_id = :session and secret = :secret")
              .bind("session", use.sessionId())
              .bind("secret", use.secret())
              .execute();
          handle
              .createUpdate(
                  """
                  insert into secret_use (session_id, secret, x, y, width, height, used_at)
                  values (:session, :secret, :x, :y, :width, :height, :at)
                  """)
              .bind("session", use.sessionId())
              .bind("secret", use.secret())
              .bind("x", use.place().x())
              .bind("y", use.place().y())
              .bind("width", use.place().width())
              .bind("height", use.place().height())
              .bind("at", Times.toSql(use.at()))
              .execute();
          handle
              .createUpdate("update kept_secret set used_at = :at where name = :secret")
              .bind("at", Times.toSql(use.at()))
              .bind("secret", use.secret())
              .execute();
        });
  }

  @Override
  public List<Use> uses(String sessionId, Instant after) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from secret_use where session_id = :session and used_at > :after
                    order by used_at
                    """)
                .bind("session", sessionId)
                .bind("after", Times.toSql(after))
                .map((row, context) -> use(row))
                .list());
  }

  private static Use use(ResultSet row) throws SQLException {
    Region place =
        new Region(row.getInt("x"), row.getInt("y"), row.getInt("width"), row.getInt("height"));
    return new Use(
        row.getString("session_id"), row.getString("secret"), place, Times.fromSql(row, "used_at"));
  }

  private static VaultEntry secret(ResultSet row) throws SQLException {
    return new VaultEntry(
        row.getString("name"),
        Optional.ofNullable(row.getString("site")).map(AllowedSite::parse),
        row.getBoolean("in_sight"),
        Desktops.fromSql(row, "sessions"),
        row.getString("made_by"),
        Times.fromSql(row, "made_at"),
        Times.fromSql(row, "changed_at"),
        Times.optionalFromSql(row, "used_at"));
  }
}
