package dev.atelier.audit;

import dev.atelier.audit.AuditRepository.Head;
import java.util.List;
import java.util.Optional;

/**
 * What a walk along a chain found.
 *
 * @param entries how many entries the chain has
 * @param firstBroken number of the first entry that was changed, or is missing; empty when none was
 */
public record Verification(boolean ok, long entries, Optional<Long> firstBroken) {
  private static final int PAGE = 1000;

  static Verification of(AuditRepository repository, String chain) {
    Optional<Head> end = repository.head(chain);
    Head head = new Head(0, AuditEntry.BEGINNING);
    long length = end.map(Head::seq).orElse(0L);
    while (head.seq() < length) {
      List<AuditEntry> page = repository.entries(chain, head.seq(), Optional.empty(), PAGE);
      if (page.isEmpty()) {
        return broken(length, head.seq() + 1);
      }
      for (AuditEntry entry : page) {
        if (entry.seq() != head.seq() + 1
            || !entry.prevHash().equals(head.hash())
            || !entry.intact()) {
          return broken(length, head.seq() + 1);
        }
        head = new Head(entry.seq(), entry.hash());
      }
    }
    boolean endsRight = end.isEmpty() || end.get().equals(head);
    return endsRight
        ? new Verification(true, length, Optional.empty())
        : broken(length, head.seq());
  }

  private static Verification broken(long length, long seq) {
    return new Verification(false, length, Optional.of(seq));
  }
}
