package dev.atelier.session;

import java.util.Locale;

/** Where a session's desktop is in its life. */
public enum SessionStatus {
  STARTING,
  READY,
  PAUSED,
  STOPPED,
  FAILED;

  /** As the contract writes it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
