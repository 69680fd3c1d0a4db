package dev.atelier;

import java.util.Optional;

/**
 * Whether somebody who was let in may still be: asked while something that they opened stays open.
 * Thread-safe.
 */
public interface Standing {

  /**
   * The caller with the rights that what they came in with gives now; empty when it opens nothing
   * any more.
   */
  Optional<Caller> now(Caller caller);

  /**
   * The same for what goes on in their name while they are away: who changes their password is
   * still the same person.
   */
  default Optional<Caller> inAbsence(Caller caller) {
    return now(caller);
  }

  /** Whether they still may what they might when they were let in, no more and no less. */
  default boolean unchanged(Caller caller) {
    return now(caller)
        .filter(now -> now.role() == caller.role() && now.desktops().equals(caller.desktops()))
        .isPresent();
  }

  /** Whether they still may on that desktop what the role does that they came in with. */
  default boolean holds(Caller caller, String sessionId) {
    return now(caller).filter(now -> now.may(caller.role()) && now.sees(sessionId)).isPresent();
  }
}
