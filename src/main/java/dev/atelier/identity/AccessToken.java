package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token that somebody made for a program or a person; its secret is shown once and only its hash
 * kept.
 *
 * @param desktops ids of the only desktops it is for; empty for all
 * @param expiresAt from when on it opens nothing; empty for never
 */
public record AccessToken(
    String id,
    String name,
    Role role,
    Optional<Set<String>> desktops,
    String madeBy,
    Instant madeAt,
    Optional<Instant> expiresAt,
    Optional<Instant> lastUsedAt,
    Optional<Instant> revokedAt) {
  static final int LONGEST_NAME = 80;

  public AccessToken {
    desktops = desktops.map(Set::copyOf);
  }

  Caller caller() {
    return new Caller(
        name, role, desktops, new Credential(Credential.Kind.TOKEN, id, "", expiresAt));
  }

  boolean opensAt(Instant now) {
    return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
  }
}
