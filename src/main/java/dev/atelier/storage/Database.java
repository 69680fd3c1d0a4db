package dev.atelier.storage;

import dev.atelier.backup.RestoreAtStart;
import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * The one database: H2 in a file unless the environment names another. Migrated before its first
 * use.
 */
@ApplicationScoped
@DataSourceDefinition(
    name = "java:app/jdbc/atelier",
    className = "dev.atelier.storage.UrlDataSource",
    url = "${MPCONFIG=db.url}",
    user = "${MPCONFIG=db.user}",
    password = "${MPCONFIG=db.password}",
    minPoolSize = 1,
    maxPoolSize = 32,
    properties = {
      "fish.payara.is-connection-validation-required=true",
      "fish.payara.connection-validation-method=auto-commit"
    })
public class Database {
  @Resource(lookup = "java:app/jdbc/atelier")
  private DataSource dataSource;

  /** Until the process ends: tasks still write their ends while beans are being destroyed. */
  @SuppressWarnings("UnusedVariable")
  private SoleUse soleUse;

  @Produces
  @Singleton
  Jdbi jdbi() {
    UrlDataSource database = configured();
    soleUse = SoleUse.of(database);
    restoreInto(database);
    return migrated(dataSource);
  }

  /** Somebody may want a backup in its place, which only now nobody works on. */
  private static void restoreInto(UrlDataSource database) {
    Config config = ConfigProvider.getConfig();
    new RestoreAtStart(
            Path.of(config.getValue("ATELIER_DATA", String.class)),
            new H2File(database),
            config.getValue("atelier.version", String.class),
            Clock.systemUTC())
        .fulfil();
  }

  /** The same as the container's, but not pooled. */
  static UrlDataSource configured() {
    Config config = ConfigProvider.getConfig();
    UrlDataSource database = new UrlDataSource();
    database.setUrl(config.getValue("db.url", String.class));
    database.setUser(config.getValue("db.user", String.class));
    database.setPassword(config.getValue("db.password", String.class));
    return database;
  }

  /**
   * Brings the schema up to date and maps its rows. What a start left that was killed or failed
   * within a migration is gone on with: each of their statements may be said again.
   */
  static Jdbi migrated(DataSource dataSource) {
    Flyway flyway = Flyway.configure(Database.class.getClassLoader()).dataSource(dataSource).load();
    var unused = flyway.repair();
    flyway.migrate();
    return Jdbi.create(dataSource);
  }
}
