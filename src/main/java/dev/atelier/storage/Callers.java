package dev.atelier.storage;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.SqlStatement;

/** As whom something is done later, in columns whose names begin with {@code runs_}. */
final class Callers {
  private Callers() {}

  static <S extends SqlStatement<S>> S bind(S statement, Caller caller) {
    Credential credential = caller.credential();
    return statement
        .bind("runsAs", caller.name())
        .bind("runsRole", caller.role().word())
        .bind("runsDesktops", Desktops.toSql(caller.desktops()))
        .bind("runsWith", credential.kind().name())
        .bind("runsWithId", credential.id())
        .bind("runsUntil", credential.until().map(Times::toSql).orElse(null));
  }

  /** Without the version of what they came in with. */
  static Caller fromSql(ResultSet row) throws SQLException {
    return new Caller(
        row.getString("runs_as"),
        Role.of(row.getString("runs_role")).orElseThrow(),
        Desktops.fromSql(row, "runs_desktops"),
        new Credential(
            Credential.Kind.valueOf(row.getString("runs_with")),
            row.getString("runs_with_id"),
            "",
            Times.optionalFromSql(row, "runs_until")));
  }
}
