package dev.atelier.storage;

import dev.atelier.Role;
import dev.atelier.identity.ConsoleUser;
import dev.atelier.identity.ConsoleUserRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Who may log in, in the database. Thread-safe. */
@ApplicationScoped
class JdbiConsoleUserRepository implements ConsoleUserRepository {
  private final Jdbi jdbi;

  @Inject
  JdbiConsoleUserRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiConsoleUserRepository() {
    this(null);
  }

  @Override
  public boolean add(ConsoleUser user, String passwordHash) {
    try {
      jdbi.useHandle(
          handle ->
              handle
                  .createUpdate(
                      """
                      insert into console_user
                        (name, plain_name, password, role, desktops, made_by, made_at)
                      values
                        (:name, lower(:name), :password, :role, :desktops, :madeBy, :madeAt)
                      """)
                  .bind("name", user.name())
                  .bind("password", passwordHash)
                  .bind("role", user.role().word())
                  .bind("desktops", Desktops.toSql(user.desktops()))
                  .bind("madeBy", user.madeBy())
                  .bind("madeAt", Times.toSql(user.madeAt()))
                  .execute());
      return true;
    } catch (UnableToExecuteStatementException failure) {
      if (Conflicts.isAlreadyThere(failure)) {
        return false;
      }
      throw failure;
    }
  }

  @Override
  public boolean update(ConsoleUser user) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "update console_user set role = :role, desktops = :desktops"
                            + " where name = :name")
                    .bind("name", user.name())
                    .bind("role", user.role().word())
                    .bind("desktops", Desktops.toSql(user.desktops()))
                    .execute()
                == 1);
  }

  @Override
  public boolean setPassword(String name, String passwordHash) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate("update console_user set password = :hash where name = :name")
                    .bind("name", name)
                    .bind("hash", passwordHash)
                    .execute()
                == 1);
  }

  @Override
  public boolean remove(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate("delete from console_user where name = :name")
                    .bind("name", name)
                    .execute()
                == 1);
  }

  @Override
  public Optional<ConsoleUser> find(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from console_user where name = :name")
                .bind("name", name)
                .map((row, context) -> user(row))
                .findOne());
  }

  @Override
  public Optional<String> passwordHash(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select password from console_user where name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public List<ConsoleUser> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from console_user order by name")
                .map((row, context) -> user(row))
                .list());
  }

  @Override
  public void loggedIn(String name, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update console_user set last_login_at = :at where name = :name")
                .bind("name", name)
                .bind("at", Times.toSql(at))
                .execute());
  }

  private static ConsoleUser user(ResultSet row) throws SQLException {
    return new ConsoleUser(
        row.getString("name"),
        Role.of(row.getString("role")).orElseThrow(),
        Desktops.fromSql(row),
        row.getString("made_by"),
        Times.fromSql(row, "made_at"),
        Times.optionalFromSql(row, "last_login_at"));
  }
}
