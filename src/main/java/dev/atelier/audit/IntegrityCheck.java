package dev.atelier.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What a walk along all chains found.
 *
 * @param at when it ended
 * @param firstBroken the first entry that was changed or is missing; empty when none was
 */
public record IntegrityCheck(Instant at, long entries, Optional<Broken> firstBroken) {

  /** An entry, by its chain and number. */
  public record Broken(String chain, long seq) {}

  public boolean ok() {
    return firstBroken.isEmpty();
  }
}
