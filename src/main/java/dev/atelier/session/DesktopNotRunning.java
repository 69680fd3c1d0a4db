package dev.atelier.session;

import java.util.Locale;

/** What was asked for needs a desktop that runs, and this one does not. */
public final class DesktopNotRunning extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DesktopNotRunning(SessionStatus status) {
    super(
        "the desktop is "
            + status.name().toLowerCase(Locale.ROOT)
            + "; only one that runs can be paused");
  }
}
