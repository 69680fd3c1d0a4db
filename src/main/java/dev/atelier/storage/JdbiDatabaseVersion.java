package dev.atelier.storage;

import dev.atelier.doctor.DatabaseVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.DatabaseMetaData;
import org.jdbi.v3.core.Jdbi;

/** What the database says of itself. Thread-safe. */
@ApplicationScoped
class JdbiDatabaseVersion implements DatabaseVersion {
  private final Jdbi jdbi;

  @Inject
  JdbiDatabaseVersion(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiDatabaseVersion() {
    this(null);
  }

  @Override
  public String product() {
    return jdbi.withHandle(
        handle ->
            handle.queryMetadata(DatabaseMetaData::getDatabaseProductName)
                + " "
                + handle.queryMetadata(DatabaseMetaData::getDatabaseProductVersion));
  }

  /** By the names that Flyway gives its table. */
  @Override
  public String schema() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select \"version\" from \"flyway_schema_history\" where \"success\""
                        + " and \"version\" is not null order by \"installed_rank\" desc"
                        + " fetch first 1 rows only")
                .mapTo(String.class)
                .one());
  }
}
