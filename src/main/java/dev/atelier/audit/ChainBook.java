package dev.atelier.audit;

import dev.atelier.control.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which chains there must be: the server's own chain names each other one with the hash of its
 * first entry, so that none can vanish, or be another, without a trace. Thread-safe.
 */
final class ChainBook {
  static final String BEGUN = "audit.chain_begun";
  private static final int PAGE = 200;

  private final AuditRepository repository;

  ChainBook(AuditRepository repository) {
    this.repository = repository;
  }

  /** The hash of the first entry of each chain that is named, by the chain. */
  Map<String, String> named() {
    Map<String, String> named = new LinkedHashMap<>();
    long since = 0;
    List<AuditEntry> page;
    do {
      page = repository.entries(AuditEntry.SERVER, since, Optional.of(BEGUN), PAGE);
      for (AuditEntry entry : page) {
        since = entry.seq();
        if (entry.type().equals(BEGUN)) {
          named.putIfAbsent(text(entry, "session_id"), text(entry, "hash"));
        }
      }
    } while (page.size() == PAGE);
    return named;
  }

  private static String text(AuditEntry entry, String field) {
    return String.valueOf(entry.detail().get(field));
  }

  /** Whether the chain begins as it was named. */
  boolean beginsWith(String chain, String hash) {
    return first(chain).map(AuditEntry::hash).filter(hash::equals).isPresent();
  }

  /** Names a chain, as it begins. */
  void name(AuditTrail trail, String chain, String label) {
    first(chain)
        .ifPresent(
            first ->
                trail.append(
                    AuditEntry.SERVER,
                    Actor.caller(AuditEntry.SERVER),
                    BEGUN,
                    Map.of("session_id", chain, "label", label, "hash", first.hash())));
  }

  private Optional<AuditEntry> first(String chain) {
    return repository.entries(chain, 0, Optional.empty(), 1).stream()
        .filter(entry -> entry.seq() == 1)
        .findFirst();
  }
}
