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

  /** The first is about as large as what is wanted, since most searches find it there. */
  private static final int LARGEST_PORTION = 20_000;

  private static final int GROWTH = 4;

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
    if (filter.chain().filter(chain -> !filter.shows(chain)).isPresent()) {
      return new AuditPage(List.of(), Optional.empty(), Optional.empty());
    }
    long end = System.nanoTime() + patience.toNanos();
    List<AuditEntry> found = new ArrayList<>();
    Optional<AuditPlace> place = Optional.of(before);
    int size = Math.max(1, Math.min(limit, LARGEST_PORTION));
    while (place.isPresent()) {
      Portion portion = repository.search(filter, place.get(), limit - found.size(), size);
      size = Math.min(size * GROWTH, LARGEST_PORTION);
      found.addAll(portion.entries());
      place = portion.rest();
      if (found.size() >= limit) {
        return new AuditPage(found, place, Optional.empty());
      }
      if (System.nanoTime() >= end) {
        return new AuditPage(
            found, place.map(edge -> told(edge, found)), place.map(AuditPlace::at));
      }
    }
    return new AuditPage(found, place, Optional.empty());
  }

  /**
   * Where a search goes on, without a word of what is not shown to whoever asks: from the last that
   * it found in that moment, or from the moment itself, in which it found nothing.
   */
  private static AuditPlace told(AuditPlace edge, List<AuditEntry> found) {
    if (!found.isEmpty() && found.get(found.size() - 1).at().equals(edge.at())) {
      return AuditPlace.of(found.get(found.size() - 1));
    }
    return AuditPlace.before(edge.at().plusMillis(1));
  }
}
