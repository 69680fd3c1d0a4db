package dev.atelier.audit;

import dev.atelier.audit.AuditRepository.Portion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Walks back along the record of all chains in portions, so that no search holds the database for
 * long. Thread-safe.
 */
@ApplicationScoped
public class AuditSearch {
  private static final Duration PATIENCE = Duration.ofMillis(1500);
  private static final int PORTION = 20_000;

  private final AuditRepository repository;

  @Inject
  AuditSearch(AuditRepository repository) {
    this.repository = repository;
  }

  /** For CDI's proxy only. */
  protected AuditSearch() {
    this(null);
  }

  /** Finds so many entries, or those that a moment's search finds: then it says how far it came. */
  public AuditPage find(AuditFilter filter, AuditPlace before, int limit) {
    return walk(filter, before, limit, PATIENCE);
  }

  /** Finds so many entries, however long it takes. */
  public AuditPage findAll(AuditFilter filter, AuditPlace before, int limit) {
    return walk(filter, before, limit, Duration.ofDays(1));
  }

  private AuditPage walk(AuditFilter filter, AuditPlace before, int limit, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    List<AuditEntry> found = new ArrayList<>();
    Optional<AuditPlace> place = Optional.of(before);
    while (place.isPresent()) {
      Portion portion = repository.search(filter, place.get(), limit - found.size(), PORTION);
      found.addAll(portion.entries());
      place = portion.rest();
      if (found.size() >= limit) {
        return new AuditPage(found, place, Optional.empty());
      }
      if (System.nanoTime() >= end) {
        return new AuditPage(found, place, place.map(AuditPlace::at));
      }
    }
    return new AuditPage(found, place, Optional.empty());
  }
}
