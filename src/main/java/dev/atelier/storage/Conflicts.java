package dev.atelier.storage;

import java.sql.SQLException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Tells apart why a database refused something. */
final class Conflicts {
  /** SQL:2003, “integrity constraint violation: unique”, as H2 and PostgreSQL have it. */
  private static final String ALREADY_THERE = "23505";

  private Conflicts() {}

  static boolean isAlreadyThere(UnableToExecuteStatementException failure) {
    return failure.getCause() instanceof SQLException sql
        && ALREADY_THERE.equals(sql.getSQLState());
  }
}
