package dev.atelier.storage;

import dev.atelier.audit.AuditEntry;
import dev.atelier.audit.AuditFilter;
import dev.atelier.audit.AuditPlace;
import dev.atelier.audit.AuditRepository;
import dev.atelier.audit.IntegrityCheck;
import dev.atelier.audit.IntegrityCheck.Broken;
import dev.atelier.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The record in the database. Thread-safe. */
@ApplicationScoped
class JdbiAuditRepository implements AuditRepository {
  private static final String FAMILY = ".*";

  private final Jdbi jdbi;

  @Inject
  JdbiAuditRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiAuditRepository() {
    this(null);
  }

  @Override
  public Head lockHead(String chain) {
    return jdbi.withHandle(
        handle -> findHead(handle, chain, " for update").orElseGet(() -> begin(handle, chain)));
  }

  private static Head begin(Handle handle, String chain) {
    handle
        .createUpdate("insert into audit_head (chain, seq, hash) values (:chain, 0, :hash)")
        .bind("chain", chain)
        .bind("hash", AuditEntry.BEGINNING)
        .execute();
    return new Head(0, AuditEntry.BEGINNING);
  }

  @Override
  public Optional<Head> head(String chain) {
    return jdbi.withHandle(handle -> findHead(handle, chain, ""));
  }

  private static Optional<Head> findHead(Handle handle, String chain, String lock) {
    return handle
        .createQuery("select seq, hash from audit_head where chain = :chain" + lock)
        .bind("chain", chain)
        .map((row, context) -> new Head(row.getLong("seq"), row.getString("hash")))
        .findOne();
  }

  @Override
  public void append(AuditEntry entry) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into audit_entry (chain, seq, at, task_id, step, actor, type, detail,
                    epoch, prev_hash, hash)
                  values (:chain, :seq, :at, :taskId, :step, :actor, :type, :detail, :epoch,
                    :prevHash, :hash)
                  """)
              .bind("chain", entry.chain())
              .bind("seq", entry.seq())
              .bind("at", Times.toSql(entry.at()))
              .bind("taskId", entry.taskId().orElse(null))
              .bind("step", entry.step())
              .bind("actor", entry.actor())
              .bind("type", entry.type())
              .bind("detail", Json.write(entry.detail()))
              .bind("epoch", entry.epoch())
              .bind("prevHash", entry.prevHash())
              .bind("hash", entry.hash())
              .execute();
          handle
              .createUpdate("update audit_head set seq = :seq, hash = :hash where chain = :chain")
              .bind("seq", entry.seq())
              .bind("hash", entry.hash())
              .bind("chain", entry.chain())
              .execute();
        });
  }

  @Override
  public Map<String, String> firstActors(Set<String> chains) {
    if (chains.isEmpty()) {
      return Map.of();
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select h.chain, e.actor
                    from audit_head h join audit_entry e on e.chain = h.chain and e.seq = 1
                    where h.chain in (<chains>)
                    """)
                .bindList("chains", chains)
                .map((row, context) -> Map.entry(row.getString("chain"), row.getString("actor")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Ordered by the whole key, or H2 would sort all the entries that follow for each page. */
  @Override
  public List<AuditEntry> entries(String chain, long since, Optional<String> type, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from audit_entry
                    where chain = :chain and seq > :since and type like :type escape '!'
                    order by chain, seq fetch first :limit rows only
                    """)
                .bind("chain", chain)
                .bind("since", since)
                .bind("type", type.map(JdbiAuditRepository::pattern).orElse("%"))
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
  }

  @Override
  public List<AuditEntry> between(
      String chain, Instant from, Instant until, String type, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from audit_entry
                    where chain = :chain and at >= :from and at <= :until
                      and type like :type escape '!'
                    order by at, seq fetch first :limit rows only
                    """)
                .bind("chain", chain)
                .bind("from", Times.toSql(from))
                .bind("until", Times.toSql(until))
                .bind("type", pattern(type))
                .bind("limit", limit)
                .map((row, context) -> entry(row))
                .list());
  }

  private static String pattern(String type) {
    String plain = type.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return plain.endsWith(FAMILY)
        ? plain.substring(0, plain.length() - FAMILY.length()) + ".%"
        : plain;
  }

  @Override
  public Portion search(AuditFilter filter, AuditPlace before, int limit, int portion) {
    return jdbi.withHandle(
        handle -> new AuditSearchSql(handle, filter, before).portion(limit, portion));
  }

  /** Those without an end too: somebody may have removed it. */
  @Override
  public List<String> chains() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select chain from audit_head union select chain from audit_entry")
                .mapTo(String.class)
                .list());
  }

  @Override
  public void add(IntegrityCheck check) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into audit_check (at, entries, broken_chain, broken_seq)
                    values (:at, :entries, :chain, :seq)
                    """)
                .bind("at", Times.toSql(check.at()))
                .bind("entries", check.entries())
                .bind("chain", check.firstBroken().map(Broken::chain).orElse(null))
                .bind("seq", check.firstBroken().map(Broken::seq).orElse(null))
                .execute());
  }

  @Override
  public Optional<IntegrityCheck> lastCheck() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from audit_check order by at desc fetch first 1 rows only")
                .map((row, context) -> check(row))
                .findOne());
  }

  private static IntegrityCheck check(ResultSet row) throws SQLException {
    Optional<String> chain = Optional.ofNullable(row.getString("broken_chain"));
    long seq = row.getLong("broken_seq");
    return new IntegrityCheck(
        Times.fromSql(row, "at"), row.getLong("entries"), chain.map(id -> new Broken(id, seq)));
  }

  static AuditEntry entry(ResultSet row) throws SQLException {
    return new AuditEntry(
        row.getString("chain"),
        row.getLong("seq"),
        Times.fromSql(row, "at"),
        Optional.ofNullable(row.getString("task_id")),
        row.getInt("step"),
        row.getString("actor"),
        row.getString("type"),
        detail(row.getString("detail")),
        row.getLong("epoch"),
        row.getString("prev_hash"),
        row.getString("hash"));
  }

  /** What is no JSON any more was changed from outside: it is shown, and breaks its chain. */
  private static Map<String, Object> detail(String json) {
    try {
      return Json.readObject(json);
    } catch (UncheckedIOException | IllegalArgumentException changed) {
      return Map.of("unreadable", json);
    }
  }
}
