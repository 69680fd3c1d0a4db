package dev.atelier.storage;

import dev.atelier.backup.Contents;
import dev.atelier.backup.DatabaseFile;
import dev.atelier.backup.UnusableBackup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The database where it is H2 in a file; any other is said how to be saved instead. */
final class H2File implements DatabaseFile {
  private static final Pattern URL =
      Pattern.compile("jdbc:h2:(?:file:)?((?![a-z0-9]{2,}:)[^;]+)(;.*)?");
  private static final String ENDING = ".mv.db";
  private static final String ELSEWHERE =
      "the database is not a file of this server; save it with its own tools, as pg_dump for"
          + " PostgreSQL, and the directory pictures beside it: docs/operations.md, “Backup and"
          + " restore”";

  private final UrlDataSource database;
  private final Optional<Path> file;

  H2File(UrlDataSource database) {
    this.database = database;
    this.file = file(database.getUrl());
  }

  private static Optional<Path> file(String url) {
    Matcher parts = URL.matcher(url);
    if (!parts.matches()) {
      return Optional.empty();
    }
    String place = parts.group(1).replaceFirst("^~(?=/)", System.getProperty("user.home"));
    return Optional.of(Path.of(place + ENDING));
  }

  @Override
  public Optional<String> problem() {
    return file.isPresent() ? Optional.empty() : Optional.of(ELSEWHERE);
  }

  @Override
  public Path path() {
    return file.orElseThrow(() -> new IllegalStateException(ELSEWHERE));
  }

  /** H2 writes an archive of its own; with the transactions under way, which end when it opens. */
  @Override
  public void copyTo(Path target) {
    Path archive = target.resolveSibling(target.getFileName() + ".zip");
    try {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("backup to '" + archive.toString().replace("'", "''") + "'");
      }
      unpack(archive, target);
    } catch (SQLException failed) {
      throw new IllegalStateException("the database could not be copied", failed);
    } catch (IOException failed) {
      throw new UncheckedIOException("the database could not be copied", failed);
    } finally {
      delete(archive);
    }
  }

  private static void unpack(Path archive, Path target) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(ENDING)) {
          try (InputStream content = zip) {
            Files.copy(content, target);
          }
          return;
        }
      }
    }
    throw new IOException("H2 saved no database");
  }

  private static void delete(Path archive) {
    try {
      Files.deleteIfExists(archive);
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  @Override
  public Contents contents(Path copy) {
    DataSource opened = opened(copy);
    try {
      return Jdbi.create(opened).withHandle(handle -> contents(handle, schema(opened)));
    } catch (FlywayException | org.jdbi.v3.core.JdbiException wrong) {
      throw new UnusableBackup(
          "the database in the backup cannot be opened; was it made with another DB_USER or"
              + " DB_PASSWORD?",
          wrong);
    }
  }

  private static Contents contents(Handle handle, String schema) {
    return new Contents(
        schema,
        count(handle, "session where deleted_at is null"),
        count(handle, "task"),
        count(handle, "audit_entry"));
  }

  private static long count(Handle handle, String rows) {
    return handle.createQuery("select count(*) from " + rows).mapTo(Long.class).one();
  }

  private static String schema(DataSource opened) {
    MigrationInfoService info =
        Flyway.configure(Database.class.getClassLoader()).dataSource(opened).load().info();
    if (Arrays.stream(info.all()).anyMatch(H2File::isOfTheFuture)) {
      throw new UnusableBackup(
          "the backup was made by a newer version of Atelier OS; update this server first");
    }
    return Optional.ofNullable(info.current())
        .map(current -> current.getVersion().getVersion())
        .orElseThrow(() -> new UnusableBackup("the backup holds no database of Atelier OS"));
  }

  private static boolean isOfTheFuture(MigrationInfo migration) {
    return migration.getState().name().startsWith("FUTURE");
  }

  @Override
  public void prepare(Path copy, Optional<Path> present) {
    Jdbi next = Database.migrated(opened(copy));
    next.useTransaction(
        handle -> {
          Settling.of(handle);
          if (present.isPresent()) {
            Jdbi.create(opened(present.get())).useHandle(now -> new Carried(now, handle).over());
          }
        });
  }

  /** Never made anew: what is not there is no database. */
  private DataSource opened(Path copy) {
    String place = copy.toAbsolutePath().toString();
    UrlDataSource source = new UrlDataSource();
    source.setUrl(
        "jdbc:h2:file:"
            + place.substring(0, place.length() - ENDING.length())
            + ";IFEXISTS=TRUE;TRACE_LEVEL_FILE=0");
    source.setUser(database.getUser());
    source.setPassword(database.getPassword());
    return source;
  }
}
