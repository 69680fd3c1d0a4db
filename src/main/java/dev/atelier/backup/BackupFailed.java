package dev.atelier.backup;

import java.io.IOException;

/** The disk did not do what was asked of it; nothing half-made is left. */
public final class BackupFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackupFailed(String what, IOException cause) {
    super(
        what
            + ": "
            + cause.getMessage()
            + "; look whether there is room where the server keeps its data",
        cause);
  }
}
