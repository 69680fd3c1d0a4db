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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    letGo(use.sessionId(), use.place(), use.at());
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  """
                  delete from secret_use
                  where session_id = :session and secret = :secret and used_at = :at
                    and x = :x and y = :y and width = :width and height = :height
                  """)
              .bindMap(row(use))
              .execute();
          handle
              .createUpdate(
                  """
                  insert into secret_use
                    (session_id, secret, sealed, x, y, width, height, used_at, let_go)
                  values (:session, :secret, :sealed, :x, :y, :width, :height, :at, :letGo)
                  """)
              .bindMap(row(use))
              .execute();
          handle
              .createUpdate("update kept_secret set used_at = :at where name = :secret")
              .bindMap(row(use))
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
                    select * from secret_use
                    where session_id = :session and (used_at > :after or not let_go)
                    order by used_at
                    """)
                .bind("session", sessionId)
                .bind("after", Times.toSql(after))
                .map((row, context) -> use(row))
                .list());
  }

  @Override
  public List<Use> uses() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from secret_use order by used_at")
                .map((row, context) -> use(row))
                .list());
  }

  @Override
  public void sealAnew(Use use) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update secret_use set sealed = :sealed
                    where session_id = :session and secret = :secret and used_at = :at
                      and x = :x and y = :y and width = :width and height = :height
                    """)
                .bindMap(row(use))
                .execute());
  }

  @Override
  public void letGo(String sessionId, Region place, Instant until) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update secret_use set let_go = true
                    where session_id = :session and used_at <= :until
                      and x = :x and y = :y and width = :width and height = :height
                    """)
                .bind("session", sessionId)
                .bind("until", Times.toSql(until))
                .bindMap(row(place))
                .execute());
  }

  @Override
  public void forget(Instant until) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from secret_use where let_go and used_at <= :until")
                .bind("until", Times.toSql(until))
                .execute());
  }

  @Override
  public void forget(String sessionId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from secret_use where session_id = :session")
                .bind("session", sessionId)
                .execute());
  }

  private static Map<String, Object> row(Use use) {
    Map<String, Object> row = row(use.place());
    row.put("session", use.sessionId());
    row.put("secret", use.secret());
    row.put("sealed", use.sealed());
    row.put("at", Times.toSql(use.at()));
    row.put("letGo", use.letGo());
    return row;
  }

  private static Map<String, Object> row(Region place) {
    Map<String, Object> row = new HashMap<>();
    row.put("x", place.x());
    row.put("y", place.y());
    row.put("width", place.width());
    row.put("height", place.height());
    return row;
  }

  private static Use use(ResultSet row) throws SQLException {
    Region place =
        new Region(row.getInt("x"), row.getInt("y"), row.getInt("width"), row.getInt("height"));
    return new Use(
        row.getString("session_id"),
        row.getString("secret"),
        row.getString("sealed"),
        place,
        Times.fromSql(row, "used_at"),
        row.getBoolean("let_go"));
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
