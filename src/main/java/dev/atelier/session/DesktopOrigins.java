package dev.atelier.session;

import dev.atelier.desktop.Look;
import dev.atelier.desktop.Size;

/** What a new desktop can be made from; implemented where that is known. Thread-safe. */
public interface DesktopOrigins {

  /** What a desktop is like that is made from it, unless its maker wants otherwise. */
  record Origin(String runtime, Look look, Size resolution) {}

  /**
   * Looks for an origin.
   *
   * @throws dev.atelier.json.InvalidField when there is none of that id
   */
  Origin find(String id);

  /**
   * Makes the disk of a session that is not there yet from its origin; what a former attempt left
   * is replaced.
   *
   * @throws dev.atelier.desktop.DesktopException when that is not possible
   */
  void prepare(Session session, String origin);
}
