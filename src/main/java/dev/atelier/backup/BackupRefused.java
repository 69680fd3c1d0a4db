package dev.atelier.backup;

/** Nothing can be saved or brought back as things are now. */
public final class BackupRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BackupRefused(String message) {
    super(message);
  }
}
