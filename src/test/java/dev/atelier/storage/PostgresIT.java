package dev.atelier.storage;

import dev.atelier.RunningPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresIT extends StorageContract {
  private static RunningPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = RunningPostgres.start();
  }

  @AfterAll
  static void stop() {
    if (postgres != null) {
      postgres.close();
    }
  }

  @Override
  Transactions database() throws SQLException {
    return new Transactions(postgres.newDatabase(), RunningPostgres.USER, RunningPostgres.PASSWORD);
  }
}
