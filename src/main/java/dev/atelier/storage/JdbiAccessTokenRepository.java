package dev.atelier.storage;

import dev.atelier.Role;
import dev.atelier.identity.AccessToken;
import dev.atelier.identity.AccessTokenRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Tokens in the database. Thread-safe. */
@ApplicationScoped
class JdbiAccessTokenRepository implements AccessTokenRepository {
  private final Jdbi jdbi;

  @Inject
  JdbiAccessTokenRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiAccessTokenRepository() {
    this(null);
  }

  @Override
  public void add(AccessToken token, String hash) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into access_token
                      (id, name, hash, role, desktops, made_by, made_at, expires_at)
                    values (:id, :name, :hash, :role, :desktops, :madeBy, :madeAt, :expiresAt)
                    """)
                .bind("id", token.id())
                .bind("name", token.name())
                .bind("hash", hash)
                .bind("role", token.role().word())
                .bind("desktops", Desktops.toSql(token.desktops()))
                .bind("madeBy", token.madeBy())
                .bind("madeAt", Times.toSql(token.madeAt()))
                .bind("expiresAt", token.expiresAt().map(Times::toSql).orElse(null))
                .execute());
  }

  @Override
  public Optional<AccessToken> byHash(String hash) {
    return where("where hash = :value", hash).stream().findFirst();
  }

  @Override
  public Optional<AccessToken> find(String id) {
    return where("where id = :value", id).stream().findFirst();
  }

  @Override
  public List<AccessToken> all() {
    return where("where :value = '' order by made_at desc, id desc", "");
  }

  @Override
  public boolean revoke(String id, Instant at) {
    return set("revoked_at = :at where id = :id and revoked_at is null", id, at);
  }

  @Override
  public void used(String id, Instant at) {
    set("last_used_at = :at where id = :id", id, at);
  }

  private boolean set(String change, String id, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate("update access_token set " + change)
                    .bind("id", id)
                    .bind("at", Times.toSql(at))
                    .execute()
                == 1);
  }

  private List<AccessToken> where(String condition, String value) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from access_token " + condition)
                .bind("value", value)
                .map((row, context) -> token(row))
                .list());
  }

  private static AccessToken token(ResultSet row) throws SQLException {
    return new AccessToken(
        row.getString("id"),
        row.getString("name"),
        Role.of(row.getString("role")).orElseThrow(),
        Desktops.fromSql(row),
        row.getString("made_by"),
        Times.fromSql(row, "made_at"),
        Times.optionalFromSql(row, "expires_at"),
        Times.optionalFromSql(row, "last_used_at"),
        Times.optionalFromSql(row, "revoked_at"));
  }
}
