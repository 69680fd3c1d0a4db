package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.RunningPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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

  @Test
  void aSecondServerIsRefusedUntilTheFirstIsGone() throws SQLException {
    UrlDataSource database = new UrlDataSource();
    database.setUrl(postgres.newDatabase());
    database.setUser(RunningPostgres.USER);
    database.setPassword(RunningPostgres.PASSWORD);
    SoleUse first = SoleUse.of(database);
    assertThatThrownBy(() -> SoleUse.of(database))
        .hasMessageContaining("another Atelier OS server");
    first.end();
    SoleUse.of(database).end();
  }

  @Override
  Transactions database() throws SQLException {
    return new Transactions(postgres.newDatabase(), RunningPostgres.USER, RunningPostgres.PASSWORD);
  }
}
