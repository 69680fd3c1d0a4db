package dev.atelier.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps the record; nothing in it is ever changed or removed. Thread-safe. */
public interface AuditRepository {

  /** Where a chain ends: the number and hash of its last entry. */
  record Head(long seq, String hash) {}

  /**
   * A part of a walk back.
   *
   * @param rest where to go on; empty at the beginning of the record
   */
  record Portion(List<AuditEntry> entries, Optional<AuditPlace> rest) {}

  /** The chains there are, the server's own among them. */
  List<String> chains();

  /** Keeps what a walk along all chains found. */
  void add(IntegrityCheck check);

  /** The last one that was kept. */
  Optional<IntegrityCheck> lastCheck();

  /**
   * The end of a chain, locked until the caller's transaction ends, so that chains do not fork. A
   * chain that does not exist yet begins.
   */
  Head lockHead(String chain);

  /** Adds the entry that follows the head, and moves the head. Within the same transaction. */
  void append(AuditEntry entry);

  /** By whom the first entry of each of those chains was; a chain without entries is left out. */
  Map<String, String> firstActors(Set<String> chains);

  /** The end of a chain, as it is; empty when nothing was recorded. */
  Optional<Head> head(String chain);

  /**
   * Entries of a chain in order, numbered higher than {@code since}.
   *
   * @param type only entries of this type, or of this family when it ends with {@code .*}
   */
  List<AuditEntry> entries(String chain, long since, Optional<String> type, int limit);

  /**
   * Entries of a chain that were written from one moment to another, both included, in order.
   *
   * @param type as for {@link #entries}
   */
  List<AuditEntry> between(String chain, Instant from, Instant until, String type, int limit);

  /**
   * Entries of all chains, newest first, from a place on.
   *
   * @param portion how many entries of that actor, type or chain to look through at most
   */
  Portion search(AuditFilter filter, AuditPlace before, int limit, int portion);
}
