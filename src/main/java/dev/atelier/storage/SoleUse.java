package dev.atelier.storage;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps a PostgreSQL database to one server: another would end the first one's tasks as a dead
 * server's. The lock belongs to a connection of its own, so it ends with the process, however that
 * ends. H2 locks its file itself.
 */
final class SoleUse {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** Of the tables' schema, as others may lie beside them. Noticed within a minute: a dead host. */
  private static final String PREPARE =
      "set tcp_keepalives_idle = 20; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 4";

  private static final String LOCK =
      "select pg_try_advisory_lock(hashtextextended('atelier ' || coalesce(current_schema(), ''), 0))";

  /** Held for as long as this object is. */
  private final Optional<Connection> holder;

  private SoleUse(Optional<Connection> holder) {
    this.holder = holder;
  }

  /** Something that only one can have. */
  @FunctionalInterface
  interface Lock {
    /** Takes it if nobody has it; returns whether it did. */
    boolean take() throws SQLException;
  }

  /**
   * Takes the database; a server that is just ending is waited for.
   *
   * @throws IllegalStateException when another server works on it
   */
  static SoleUse of(UrlDataSource database) {
    if (!database.getUrl().startsWith("jdbc:postgresql:")) {
      return new SoleUse(Optional.empty());
    }
    try {
      Connection connection = database.getConnection();
      try {
        await(() -> taken(connection), PATIENCE, PAUSE);
        return new SoleUse(Optional.of(connection));
      } catch (SQLException | RuntimeException refused) {
        connection.close();
        throw refused;
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(
          "the database cannot be used: " + failure.getMessage(), failure);
    }
  }

  private static boolean taken(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(PREPARE);
      try (ResultSet row = statement.executeQuery(LOCK)) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  /** Tries until it has the lock, or patience ends. */
  static void await(Lock lock, Duration patience, Duration pause) throws SQLException {
    long end = System.nanoTime() + patience.toNanos();
    while (!lock.take()) {
      if (System.nanoTime() >= end) {
        throw new IllegalStateException(
            "another Atelier OS server works on the database of DB_URL; stop it first, or give this"
                + " one a database of its own");
      }
      pause(pause);
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the server is stopping", stopping);
    }
  }

  /** Lets others have it. */
  void end() throws SQLException {
    if (holder.isPresent()) {
      holder.get().close();
    }
  }
}
