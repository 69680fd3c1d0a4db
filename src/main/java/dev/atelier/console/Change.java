package dev.atelier.console;

import dev.atelier.session.SessionChanged;
import java.util.Set;

/** Reads what a change of a session means for whoever shows it. */
final class Change {
  private static final Set<String> DELETIONS = Set.of("session.deleted", "session.purged");

  private Change() {}

  static boolean deletes(SessionChanged change) {
    return DELETIONS.contains(change.type());
  }
}
