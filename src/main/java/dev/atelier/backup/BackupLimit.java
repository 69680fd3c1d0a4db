package dev.atelier.backup;

import dev.atelier.MadeAtStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How large the file of a backup may be that somebody brings. Thread-safe. */
@ApplicationScoped
public class BackupLimit implements MadeAtStart {
  private static final int MOST_MB = 1 << 20;

  private final int megabytes;

  @Inject
  BackupLimit(@ConfigProperty(name = "MAX_BACKUP_MB", defaultValue = "8192") int megabytes) {
    if (megabytes < 1 || megabytes > MOST_MB) {
      throw new IllegalArgumentException(
          "MAX_BACKUP_MB must be a number from 1 to " + MOST_MB + ", not " + megabytes);
    }
    this.megabytes = megabytes;
  }

  /** For CDI's proxy only. */
  protected BackupLimit() {
    this(1);
  }

  public long bytes() {
    return (long) megabytes << 20;
  }
}
