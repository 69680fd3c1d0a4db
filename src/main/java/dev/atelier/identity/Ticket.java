package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Lets who has it do one thing on one desktop for a while, where no header can be sent.
 *
 * @param madeWith what its maker came in with; its version is a seal of that one
 */
public record Ticket(
    String id,
    String sessionId,
    Purpose purpose,
    Role role,
    String madeBy,
    Credential madeWith,
    Instant madeAt,
    Instant expiresAt,
    Optional<Instant> usedAt,
    Optional<Instant> revokedAt) {

  /** For how long it was made. */
  public Duration life() {
    return Duration.between(madeAt, expiresAt);
  }

  boolean opensAt(Instant now) {
    boolean isUsedUp = purpose.isForOneUse() && usedAt.isPresent();
    return holdsAt(now) && !isUsedUp;
  }

  /** Whether it has neither ended nor been revoked, whatever it was used for. */
  boolean holdsAt(Instant now) {
    return revokedAt.isEmpty() && now.isBefore(expiresAt);
  }

  /** Whoever made it, as they were then. */
  Caller maker() {
    return new Caller(madeBy, role, Optional.of(Set.of(sessionId)), madeWith);
  }

  /** Who has it calls as a guest of whoever made it, and may no more than they may now. */
  Caller guestOf(Caller maker) {
    return new Caller(
        "guest of " + madeBy,
        role.atMost(maker.role()),
        Optional.of(Set.of(sessionId)),
        new Credential(Credential.Kind.TICKET, id, ""));
  }
}
