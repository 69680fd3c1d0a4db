package dev.atelier.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The record in a list, which a test may forge. Not thread-safe. */
public final class MemoryAuditRepository implements AuditRepository {
  private final List<AuditEntry> entries = new ArrayList<>();
  private final List<IntegrityCheck> checks = new ArrayList<>();
  private Optional<Head> forgedHead = Optional.empty();
  private Runnable beforeRead = () -> {};

  /** Changes the record as somebody might who has the database. */
  void forge(Consumer<List<AuditEntry>> change) {
    if (forgedHead.isEmpty()) {
      forgedHead = head("sess_a");
    }
    change.accept(entries);
  }

  /** As somebody might who has the database: entries and what is known of their end. */
  void remove(Predicate<AuditEntry> those) {
    entries.removeIf(those);
  }

  /** Moves the end of the chain, without touching its entries. */
  void endsAt(int seq) {
    forgedHead = Optional.of(new Head(seq, entries.get(seq - 1).hash()));
  }

  /** Is run each time before entries are read. */
  void beforeEachRead(Runnable work) {
    beforeRead = work;
  }

  @Override
  public Head lockHead(String chain) {
    return head(chain).orElse(new Head(0, AuditEntry.BEGINNING));
  }

  @Override
  public void append(AuditEntry entry) {
    entries.add(entry);
  }

  @Override
  public Map<String, String> firstActors(Set<String> chains) {
    return entries.stream()
        .filter(entry -> chains.contains(entry.chain()) && entry.seq() == 1)
        .collect(Collectors.toMap(AuditEntry::chain, AuditEntry::actor));
  }

  @Override
  public Optional<Head> head(String chain) {
    return forgedHead.or(
        () ->
            entries.stream()
                .filter(entry -> entry.chain().equals(chain))
                .reduce((one, next) -> next)
                .map(last -> new Head(last.seq(), last.hash())));
  }

  @Override
  public List<AuditEntry> entries(String chain, long since, Optional<String> type, int limit) {
    beforeRead.run();
    return List.copyOf(entries).stream()
        .filter(entry -> entry.chain().equals(chain) && entry.seq() > since)
        .limit(limit)
        .toList();
  }

  @Override
  public List<AuditEntry> between(
      String chain, Instant from, Instant until, String type, int limit) {
    String family = type.replaceFirst("\\*$", "");
    return entries.stream()
        .filter(entry -> entry.chain().equals(chain))
        .filter(
            entry ->
                type.endsWith("*") ? entry.type().startsWith(family) : entry.type().equals(type))
        .filter(entry -> !entry.at().isBefore(from) && !entry.at().isAfter(until))
        .limit(limit)
        .toList();
  }

  @Override
  public Portion search(AuditFilter filter, AuditPlace before, int limit, int portion) {
    List<AuditEntry> looked =
        entries.stream()
            .filter(before::isBefore)
            .sorted(Comparator.comparing(AuditPlace::of, MemoryAuditRepository::newestFirst))
            .limit(portion)
            .toList();
    List<AuditEntry> found = looked.stream().filter(filter::fits).limit(limit).toList();
    List<AuditEntry> last = found.size() < limit ? looked : found;
    return new Portion(
        found,
        last.size() < Math.min(limit, portion)
            ? Optional.empty()
            : Optional.of(AuditPlace.of(last.get(last.size() - 1))));
  }

  private static int newestFirst(AuditPlace one, AuditPlace other) {
    return Comparator.comparing(AuditPlace::at)
        .thenComparing(AuditPlace::chain)
        .thenComparing(AuditPlace::seq)
        .compare(other, one);
  }

  @Override
  public List<String> chains() {
    return entries.stream().map(AuditEntry::chain).distinct().toList();
  }

  @Override
  public void add(IntegrityCheck check) {
    checks.add(check);
  }

  @Override
  public Optional<IntegrityCheck> lastCheck() {
    return checks.stream().reduce((one, next) -> next);
  }
}
