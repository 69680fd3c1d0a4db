package dev.atelier.storage;

import jakarta.annotation.Resource;
import jakarta.annotation.sql.DataSourceDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
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

  @Produces
  @Singleton
  Jdbi jdbi() {
    return migrated(dataSource);
  }

  /** Brings the schema up to date and maps its rows. */
  static Jdbi migrated(DataSource dataSource) {
    Flyway.configure(Database.class.getClassLoader()).dataSource(dataSource).load().migrate();
    return Jdbi.create(dataSource);
  }
}
