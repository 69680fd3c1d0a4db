package dev.atelier.audit;

import dev.atelier.audit.AuditRepository.Head;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What a walk along a chain found.
 *
 * @param entries how many entries the chain has
 * @param firstBroken number of the first entry that was changed, or is missing; empty when none was
 */
public record Verification(boolean ok, long entries, Optional<Long> firstBroken) {
  private static final int PAGE = 200;

  /** Walks along a chain to where it ends now; what is added meanwhile is left to the next walk. */
  static Verification of(AuditRepository repository, String chain) {
    return of(repository, chain, entries -> {});
  }

  /**
   * The same.
   *
   * @param walked is told of each page how many entries it had
   */
  static Verification of(AuditRepository repository, String chain, LongConsumer walked) {
    Head end = repository.head(chain).orElse(new Head(0, AuditEntry.BEGINNING));
    Head head = new Head(0, AuditEntry.BEGINNING);
    while (head.seq() < end.seq()) {
      int limit = (int) Math.min(PAGE, end.seq() - head.seq());
      List<AuditEntry> page = repository.entries(chain, head.seq(), Optional.empty(), limit);
      if (page.isEmpty()) {
        return broken(end.seq(), head.seq() + 1);
      }
      for (AuditEntry entry : page) {
        if (entry.seq() != head.seq() + 1
            || !entry.prevHash().equals(head.hash())
            || !entry.intact()) {
          return broken(end.seq(), head.seq() + 1);
        }
        head = new Head(entry.seq(), entry.hash());
      }
      walked.accept(page.size());
    }
    if (!head.equals(end)) {
      return broken(end.seq(), head.seq());
    }
    return goesOnBehind(repository, chain, end)
        ? broken(end.seq(), end.seq() + 1)
        : new Verification(true, end.seq(), Optional.empty());
  }

  /** Whether there are entries that the chain's end does not know of, then as now. */
  private static boolean goesOnBehind(AuditRepository repository, String chain, Head end) {
    List<AuditEntry> behind = repository.entries(chain, end.seq(), Optional.empty(), 1);
    return !behind.isEmpty()
        && repository.head(chain).map(Head::seq).orElse(0L) < behind.get(0).seq();
  }

  private static Verification broken(long length, long seq) {
    return new Verification(false, length, Optional.of(seq));
  }
}
