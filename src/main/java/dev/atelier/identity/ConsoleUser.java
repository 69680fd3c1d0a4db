package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who logs in to the console with a name and a password.
 *
 * @param desktops ids of the only desktops there are for them; empty for all
 */
public record ConsoleUser(
    String name,
    Role role,
    Optional<Set<String>> desktops,
    String madeBy,
    Instant madeAt,
    Optional<Instant> lastLoginAt) {
  public static final int LONGEST_NAME = 80;

  public ConsoleUser {
    desktops = desktops.map(Set::copyOf);
  }

  /** Them, having come in with that password. */
  Caller caller(String passwordVersion) {
    return new Caller(
        name, role, desktops, new Credential(Credential.Kind.PASSWORD, name, passwordVersion));
  }
}
