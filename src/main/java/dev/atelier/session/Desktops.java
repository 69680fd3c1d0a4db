package dev.atelier.session;

import dev.atelier.desktop.Desktop;

/** Gives sessions' desktops to whoever works on them. Thread-safe. */
public interface Desktops {

  /**
   * The desktop, woken first if it sleeps; waits for that up to half a minute. The waiting thread
   * may be interrupted: it touches no database.
   *
   * @throws UnknownSession when there is no such session
   * @throws DesktopNotReady when it does not wake in time
   * @throws dev.atelier.desktop.DesktopException when it cannot be started
   */
  Desktop desktop(String id) throws InterruptedException;
}
