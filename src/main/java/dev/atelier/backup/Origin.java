package dev.atelier.backup;

import java.util.Locale;

/** How a backup came about. */
public enum Origin {
  /** Somebody asked for it. */
  ASKED,
  /** How it was until a restore; made by itself. */
  BEFORE_RESTORE,
  /** Made elsewhere, or before, and brought here as a file. */
  UPLOADED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
