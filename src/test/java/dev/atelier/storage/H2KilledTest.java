package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What H2 has committed is there when its process is killed, also when it reuses room in its file.
 * It does so after 45 s by itself, and here at once.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class H2KilledTest {
  private static final int STARTS = 8;
  private static final int KILLED = 137;

  @TempDir private Path directory;

  @Test
  void whatIsCommittedIsThereAfterEachSuddenEnd() throws Exception {
    int expected = 300;
    endAfter(expected);
    for (int start = 0; start < STARTS; start++) {
      int commits = 1 + start;
      endAfter(commits);
      expected += commits;
      assertThat(rows()).as("start " + start).isEqualTo(expected);
    }
  }

  private void endAfter(int commits) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                url(),
                Integer.toString(commits))
            .inheritIO()
            .start();
    assertThat(process.waitFor()).isEqualTo(KILLED);
  }

  /** Reads a copy: a proper end would mend what the kill has left. */
  private int rows() throws Exception {
    Path copy = directory.resolve("copy.mv.db");
    Files.copy(directory.resolve("written.mv.db"), copy, StandardCopyOption.REPLACE_EXISTING);
    try (Connection connection = DriverManager.getConnection(url().replace("written", "copy"));
        PreparedStatement count = connection.prepareStatement("select count(*) from entry");
        ResultSet found = count.executeQuery()) {
      found.next();
      return found.getInt(1);
    }
  }

  /** As the server's, but for how soon room is used again. */
  private String url() {
    return "jdbc:h2:file:" + directory.resolve("written") + ";WRITE_DELAY=0;RETENTION_TIME=1";
  }

  /** Commits, and dies. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws SQLException {
      try (Connection connection = DriverManager.getConnection(arguments[0])) {
        try (PreparedStatement table =
            connection.prepareStatement(
                "create table if not exists entry (id uuid primary key, text varchar(1000))")) {
          table.execute();
        }
        connection.setAutoCommit(false);
        for (int n = Integer.parseInt(arguments[1]); n > 0; n--) {
          try (PreparedStatement insert =
              connection.prepareStatement("insert into entry values (random_uuid(), ?)")) {
            insert.setString(1, "x".repeat(500));
            insert.executeUpdate();
          }
          connection.commit();
        }
        Runtime.getRuntime().halt(KILLED);
      }
    }
  }
}
