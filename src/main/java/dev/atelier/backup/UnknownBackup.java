package dev.atelier.backup;

/** There is no backup of that id. */
public final class UnknownBackup extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownBackup() {
    super("there is no such backup; GET /system/backups lists those there are");
  }
}
