package dev.atelier.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of the whole record as the contract shows it.
 *
 * @param checking how many entries the walk that is under way has seen; null when none is
 */
record IntegrityView(
    Boolean ok, Long entries, BrokenView firstBroken, Instant checkedAt, Long checking) {

  /** The first entry that is wrong. */
  record BrokenView(String sessionId, long seq) {}

  static IntegrityView of(Integrity integrity) {
    Optional<IntegrityCheck> last = integrity.last();
    return new IntegrityView(
        last.map(IntegrityCheck::ok).orElse(null),
        last.map(IntegrityCheck::entries).orElse(null),
        last.flatMap(IntegrityCheck::firstBroken)
            .map(broken -> new BrokenView(broken.chain(), broken.seq()))
            .orElse(null),
        last.map(IntegrityCheck::at).orElse(null),
        integrity.underWay().orElse(null));
  }
}
