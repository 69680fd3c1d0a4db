package dev.atelier.identity;

import java.util.Map;
import java.util.Optional;

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

  static AccessNoted byServer(String type, String actor, Map<String, Object> detail) {
    return new AccessNoted(Optional.empty(), type, actor, detail);
  }

  static AccessNoted ofDesktop(
      String sessionId, String type, String actor, Map<String, Object> detail) {
    return new AccessNoted(Optional.of(sessionId), type, actor, detail);
  }
}
