package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Lets who has it do one thing on one desktop for a while, where no header can be sent. */
public record Ticket(
    String id,
    String sessionId,
    Purpose purpose,
    Role role,
    String madeBy,
    Instant madeAt,
    Instant expiresAt,
    Optional<Instant> usedAt,
    Optional<Instant> revokedAt) {

  boolean opensAt(Instant now) {
    boolean isUsedUp = purpose.isForOneUse() && usedAt.isPresent();
    return revokedAt.isEmpty() && now.isBefore(expiresAt) && !isUsedUp;
  }

  /** Who has it calls as a guest of whoever made it. */
  Caller caller() {
    return new Caller("guest of " + madeBy, role, Optional.of(Set.of(sessionId)));
  }
}
