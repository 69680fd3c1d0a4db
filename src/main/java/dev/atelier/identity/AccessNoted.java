package dev.atelier.identity;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Something about who may come in is to be on record; what an observer throws prevents it.
 *
 * @param sessionId the desktop it is about; empty for the server as a whole
 * @param type as the audit names it, such as {@code auth.token_made}
 * @param actor who caused it
 * @param detail never with a secret in it
 */
public record AccessNoted(
    Optional<String> sessionId, String type, String actor, Map<String, Object> detail) {

  private static final Set<String> ENDINGS =
      Set.of(
          "auth.token_revoked",
          "auth.ticket_revoked",
          "auth.user_removed",
          "auth.user_changed",
          "auth.password_changed");

  /** Whether somebody may do less from now on. */
  boolean endsRights() {
    return ENDINGS.contains(type);
  }

  static AccessNoted byServer(String type, String actor, Map<String, Object> detail) {
    return new AccessNoted(Optional.empty(), type, actor, detail);
  }

  static AccessNoted ofDesktop(
      String sessionId, String type, String actor, Map<String, Object> detail) {
    return new AccessNoted(Optional.of(sessionId), type, actor, detail);
  }
}
