package dev.atelier.storage;

import dev.atelier.audit.AuditEntry;
import dev.atelier.audit.AuditFilter;
import dev.atelier.audit.AuditPlace;
import dev.atelier.audit.AuditRepository.Portion;
import dev.atelier.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * Reads one portion of the record backwards. The portion's end is found along one index alone;
 * whatever else is wanted is looked for only within it.
 */
final class AuditSearchSql {
  private static final Set<String> NONE = Set.of("");

  /** Spelled out, since H2 uses no index for a comparison of rows. */
  private static final String AFTER_PLACE =
      """
      at <= :at and at >= :since
        and (at < :at or chain < :chain or (chain = :chain and seq < :seq))
      """;

  private static final String WITHIN_PORTION =
      """
       and (at > :edgeAt or chain > :edgeChain or (chain = :edgeChain and seq >= :edgeSeq))
      """;

  private static final String ALL = "at desc, chain desc, seq desc";

  private final Handle handle;
  private final AuditFilter filter;
  private final AuditPlace place;

  AuditSearchSql(Handle handle, AuditFilter filter, AuditPlace before) {
    this.handle = handle;
    this.filter = filter;
    this.place =
        filter
            .until()
            .filter(until -> until.isBefore(before.at()))
            .map(until -> new AuditPlace(until, "", 0))
            .orElse(before);
  }

  Portion portion(int limit, int portion) {
    Optional<AuditPlace> edge = edge(portion);
    List<AuditEntry> found = entries(limit, edge);
    return new Portion(
        found,
        found.size() < limit ? edge : Optional.of(AuditPlace.of(found.get(found.size() - 1))));
  }

  private Optional<AuditPlace> edge(int portion) {
    String sql =
        "select at, chain, seq from audit_entry where "
            + leading()
            + AFTER_PLACE
            + ordered()
            + " offset :offset rows fetch first 1 rows only";
    return bound(sql)
        .bind("offset", portion - 1)
        .map(
            (row, context) ->
                new AuditPlace(
                    Times.fromSql(row, "at"), row.getString("chain"), row.getLong("seq")))
        .findOne();
  }

  private List<AuditEntry> entries(int limit, Optional<AuditPlace> edge) {
    String sql =
        "select * from audit_entry where "
            + leading()
            + AFTER_PLACE
            + edge.map(any -> WITHIN_PORTION).orElse("")
            + wanted()
            + ordered()
            + " fetch first :limit rows only";
    Query query = bound(sql).bind("limit", limit);
    // One lower bound alone: given two, H2 walks along its index to the lower one.
    edge.ifPresent(
        end ->
            query
                .bind("since", Times.toSql(end.at()))
                .bind("edgeAt", Times.toSql(end.at()))
                .bind("edgeChain", end.chain())
                .bind("edgeSeq", end.seq()));
    filter.words().ifPresent(words -> query.bind("words", pattern(words)));
    filter.family().ifPresent(family -> query.bind("family", escaped(family) + "%"));
    filter
        .desktops()
        .ifPresent(ids -> query.bindList("desktops", List.copyOf(ids.isEmpty() ? NONE : ids)));
    return query.map((row, context) -> JdbiAuditRepository.entry(row)).list();
  }

  /** The column whose index is walked along, where one value of it is wanted. */
  private Optional<String> lead() {
    if (filter.chain().isPresent()) {
      return Optional.of("chain");
    }
    return filter.actor().isPresent()
        ? Optional.of("actor")
        : filter.exactType().map(any -> "type");
  }

  private String leading() {
    return lead().map(column -> column + " = :" + column + "Wanted and ").orElse("");
  }

  /** By the whole of the index, or H2 would sort. */
  private String ordered() {
    return " order by "
        + lead()
            .map(
                column -> column.equals("chain") ? "chain, at desc, seq desc" : column + ", " + ALL)
            .orElse(ALL);
  }

  private String wanted() {
    StringBuilder more = new StringBuilder();
    filter.actor().ifPresent(any -> more.append(" and actor = :actorWanted"));
    filter.exactType().ifPresent(any -> more.append(" and type = :typeWanted"));
    filter.family().ifPresent(any -> more.append(" and type like :family escape '!'"));
    filter.words().ifPresent(any -> more.append(" and lower(detail) like :words escape '!'"));
    filter
        .desktops()
        .ifPresentOrElse(
            ids -> more.append(" and chain in (<desktops>)"),
            () -> more.append(filter.serversToo() ? "" : " and chain <> 'server'"));
    return more.toString();
  }

  private Query bound(String sql) {
    Query query =
        handle
            .createQuery(sql)
            .configure(SqlStatements.class, each -> each.setUnusedBindingAllowed(true))
            .bind("at", Times.toSql(place.at()))
            .bind("chain", place.chain())
            .bind("seq", place.seq())
            .bind("since", Times.toSql(filter.since().orElse(Instant.EPOCH)));
    filter.chain().ifPresent(chain -> query.bind("chainWanted", chain));
    filter.actor().ifPresent(actor -> query.bind("actorWanted", actor));
    filter.exactType().ifPresent(type -> query.bind("typeWanted", type));
    return query;
  }

  /** As they stand in JSON. */
  private static String pattern(String words) {
    String json = Json.write(words.toLowerCase(Locale.ROOT));
    return "%" + escaped(json.substring(1, json.length() - 1)) + "%";
  }

  private static String escaped(String text) {
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
