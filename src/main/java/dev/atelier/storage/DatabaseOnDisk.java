package dev.atelier.storage;

import dev.atelier.backup.DatabaseFile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Gives the room of backups the database that is configured. */
@ApplicationScoped
class DatabaseOnDisk {

  @Produces
  @ApplicationScoped
  DatabaseFile file() {
    return new H2File(Database.configured());
  }
}
