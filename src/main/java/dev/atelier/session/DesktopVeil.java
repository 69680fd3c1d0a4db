package dev.atelier.session;

import dev.atelier.desktop.Desktop;

/**
 * Comes between a desktop and all who look at it or act on it, people at its live view excepted;
 * implemented where there is something to hide. Thread-safe.
 */
public interface DesktopVeil {

  /**
   * The desktop as others may have it. Costs nothing while there is nothing to hide.
   *
   * @param sessionId whose desktop it is
   */
  Desktop over(String sessionId, Desktop desktop);
}
