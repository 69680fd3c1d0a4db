package dev.atelier.storage;

import dev.atelier.HandSetClock;
import dev.atelier.audit.AuditRepository;
import dev.atelier.backup.DatabaseFile;
import dev.atelier.backup.RestoreRepository;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import dev.atelier.session.Session;
import dev.atelier.session.SessionStatus;
import dev.atelier.task.Pictures;
import dev.atelier.task.TaskRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The data directory of a server that is not running, written as if it had been. */
public final class RecordOnDisk {
  private final String url;
  private final Jdbi jdbi;
  private final Pictures pictures;

  public RecordOnDisk(Path data) {
    url =
        "jdbc:h2:file:"
            + data.toAbsolutePath().resolve("db/atelier")
            + ";FILE_LOCK=FS;WRITE_DELAY=0;TRACE_LEVEL_FILE=0";
    jdbi = Database.migrated(new Transactions(url, "atelier", "atelier"));
    pictures = new FilePictures(data.toString());
  }

  /** A desktop that nothing is left of but what is on record. */
  public void stoppedDesktop(String id, String label, Instant createdAt) {
    new JdbiSessionRepository(jdbi, new HandSetClock())
        .add(
            new Session(
                id,
                label,
                "docker",
                Look.STANDARD,
                new Size(1280, 800),
                Quota.STANDARD,
                Disk.FRESH,
                SessionStatus.STOPPED,
                Optional.empty(),
                true,
                Optional.empty(),
                createdAt,
                Optional.empty()));
  }

  /** Its database as a file. */
  public DatabaseFile file() {
    UrlDataSource database = new UrlDataSource();
    database.setUrl(url);
    database.setUser("atelier");
    database.setPassword("atelier");
    return new H2File(database);
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  public RestoreRepository restores() {
    return new JdbiRestoreRepository(jdbi);
  }

  public TaskRepository tasks() {
    return new JdbiTaskRepository(jdbi);
  }

  public AuditRepository audit() {
    return new JdbiAuditRepository(jdbi);
  }

  /** For very many entries, in a database that has none yet. */
  public AuditInBulk auditInBulk() {
    return new AuditInBulk(jdbi);
  }

  public Pictures pictures() {
    return pictures;
  }
}
