package dev.atelier.backup;

/** A file that is no backup, is damaged, or is of no use to this server. */
public final class UnusableBackup extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableBackup(String message) {
    super(message);
  }

  public UnusableBackup(String message, Throwable cause) {
    super(message, cause);
  }
}
