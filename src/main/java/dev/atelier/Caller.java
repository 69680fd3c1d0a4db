package dev.atelier;

import java.security.Principal;
import java.util.Optional;
import java.util.Set;

/**
 * Who is calling: by the name that the audit shows, what they may do, and on which desktops.
 *
 * @param desktops ids of the only desktops there are for them; empty for all
 * @param credential what they came in with
 */
public record Caller(String name, Role role, Optional<Set<String>> desktops, Credential credential)
    implements Principal {
  /** Whoever calls where nobody has to say who they are. */
  private static final Caller UNKNOWN = new Caller("anyone", Role.VIEWER, Optional.of(Set.of()));

  public Caller {
    desktops = desktops.map(Set::copyOf);
  }

  public Caller(String name, Role role, Optional<Set<String>> desktops) {
    this(name, role, desktops, Credential.NONE);
  }

  /** One who may use every desktop. */
  public static Caller of(String name, Role role) {
    return new Caller(name, role, Optional.empty());
  }

  /** By the principal of a request, which is null where nobody has to say who they are. */
  public static Caller of(Principal principal) {
    return principal instanceof Caller caller ? caller : UNKNOWN;
  }

  /** The same, having come in with that. */
  public Caller with(Credential other) {
    return new Caller(name, role, desktops, other);
  }

  /** Whether that desktop is there for them. */
  public boolean sees(String sessionId) {
    return desktops.isEmpty() || desktops.get().contains(sessionId);
  }

  public boolean seesAll() {
    return desktops.isEmpty();
  }

  public boolean may(Role needed) {
    return role.includes(needed);
  }

  /**
   * Checks that they have a role.
   *
   * @throws NotAllowed when theirs is lower
   */
  public void require(Role needed) {
    if (!may(needed)) {
      throw new NotAllowed(
          "this needs the role %s; yours is %s".formatted(needed.word(), role.word()));
    }
  }

  /**
   * Checks that they may make desktops.
   *
   * @throws NotAllowed when only certain ones are there for them
   */
  public void requireMayMakeDesktops() {
    if (!seesAll()) {
      throw new NotAllowed("you may use the desktops that are named for you, and make none");
    }
  }

  @Override
  public String getName() {
    return name;
  }
}
