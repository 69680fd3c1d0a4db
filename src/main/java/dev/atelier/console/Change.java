package dev.atelier.console;

import dev.atelier.session.SessionChanged;
import java.util.Set;

/** Reads what a change of a session means for whoever shows it. */
final class Change {
  private static final Set<String> DELETIONS = Set.of("session.deleted", "session.purged");

  private Change() {}

  /** Whether the desktop has another disk now, perhaps as it was before. */
  static boolean moves(SessionChanged change) {
    return change.type().equals("session.moved");
  }

  static boolean deletes(SessionChanged change) {
    return DELETIONS.contains(change.type());
  }
}
