package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * H2 keeps each statement that changes a table at once: a start that was killed within a migration
 * is gone on with by the next one.
 */
class KilledMigrationTest {
  private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");

  /** Those of before were quick, and are with everybody. */
  private static final int FIRST = 20;

  @Test
  void theNextStartGoesOn() throws IOException {
    List<Path> files = filesFrom(FIRST);
    assertThat(files).isNotEmpty();
    for (Path file : files) {
      List<String> statements = statements(file);
      for (int done = 1; done <= statements.size(); done++) {
        JdbcDataSource database = inMemory(number(file) + "_" + done);
        before(database, number(file));
        statements.subList(0, done).forEach(sql -> run(database, sql));
        assertThatCode(() -> Database.migrated(database))
            .as("%s, killed after statement %d", file.getFileName(), done)
            .doesNotThrowAnyException();
      }
    }
  }

  private static List<Path> filesFrom(int first) throws IOException {
    try (Stream<Path> files = Files.list(MIGRATIONS)) {
      return files.filter(file -> number(file) >= first).sorted().toList();
    }
  }

  private static int number(Path file) {
    return Integer.parseInt(file.getFileName().toString().replaceFirst("V(\\d+)__.*", "$1"));
  }

  private static List<String> statements(Path file) throws IOException {
    String sql = Files.readString(file).replaceAll("(?m)^--.*$", "");
    return Arrays.stream(sql.split(";")).map(String::strip).filter(one -> !one.isEmpty()).toList();
  }

  private static JdbcDataSource inMemory(String name) {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:killed_" + name + ";DB_CLOSE_DELAY=-1");
    return database;
  }

  private static void before(JdbcDataSource database, int version) {
    Flyway.configure(KilledMigrationTest.class.getClassLoader())
        .dataSource(database)
        .target(String.valueOf(version - 1))
        .load()
        .migrate();
  }

  private static void run(JdbcDataSource database, String sql) {
    Jdbi.create(database).useHandle(handle -> handle.execute(sql));
  }
}
