package dev.atelier.storage;

import dev.atelier.desktop.EgressDenial;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.Site;
import dev.atelier.egress.EgressRepository;
import dev.atelier.egress.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** What desktops may reach and were refused, in the database. Thread-safe. */
@ApplicationScoped
class JdbiEgressRepository implements EgressRepository {
  private final Jdbi jdbi;

  @Inject
  JdbiEgressRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiEgressRepository() {
    this(null);
  }

  @Override
  public Optional<EgressRule> find(String sessionId) {
    return find(sessionId, "");
  }

  /** The session's own row stands for a rule that is not there yet. */
  @Override
  public Optional<EgressRule> lock(String sessionId) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("select id from session where id = :id for update")
                .bind("id", sessionId)
                .mapTo(String.class)
                .findOne());
    return find(sessionId, " for update");
  }

  private Optional<EgressRule> find(String sessionId, String lock) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select mode, sites from egress_rule where session_id = :id" + lock)
                .bind("id", sessionId)
                .map((row, context) -> rule(row))
                .findOne());
  }

  private static EgressRule rule(ResultSet row) throws SQLException {
    return new EgressRule(
        EgressMode.of(row.getString("mode")),
        Arrays.stream(row.getString("sites").split(" ", -1))
            .filter(site -> !site.isEmpty())
            .map(Site::new)
            .toList());
  }

  @Override
  public void save(String sessionId, EgressRule rule) {
    String sites = rule.allow().stream().map(Site::text).collect(Collectors.joining(" "));
    jdbi.useHandle(
        handle -> {
          int changed =
              handle
                  .createUpdate(
                      "update egress_rule set mode = :mode, sites = :sites where session_id = :id")
                  .bind("mode", rule.mode().word())
                  .bind("sites", sites)
                  .bind("id", sessionId)
                  .execute();
          if (changed == 0) {
            handle
                .createUpdate(
                    "insert into egress_rule (session_id, mode, sites) values (:id, :mode, :sites)")
                .bind("mode", rule.mode().word())
                .bind("sites", sites)
                .bind("id", sessionId)
                .execute();
          }
        });
  }

  @Override
  public void inherit(String sessionId, String snapshotId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into egress_rule (session_id, mode, sites)
                    select :id, rule.mode, rule.sites
                    from egress_rule rule join snapshot s on s.session_id = rule.session_id
                    where s.id = :snapshot
                    """)
                .bind("id", sessionId)
                .bind("snapshot", snapshotId)
                .execute());
  }

  @Override
  public List<Refusal> refusals(String sessionId, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from egress_refusal where session_id = :id
                    order by last_at desc, host, port limit :most
                    """)
                .bind("id", sessionId)
                .bind("most", most)
                .map((row, context) -> refusal(row))
                .list());
  }

  @Override
  public Optional<Refusal> refusal(String sessionId, EgressDenial denial) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from egress_refusal
                    where session_id = :id and host = :host and port = :port and reason = :reason
                    """)
                .bind("id", sessionId)
                .bind("host", denial.host())
                .bind("port", denial.port())
                .bind("reason", denial.reason())
                .map((row, context) -> refusal(row))
                .findOne());
  }

  @Override
  public int count(String sessionId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from egress_refusal where session_id = :id")
                .bind("id", sessionId)
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public void keep(Refusal refusal) {
    jdbi.useHandle(
        handle -> {
          int changed =
              bound(
                      handle.createUpdate(
                          """
                          update egress_refusal set times = :times, last_at = :lastAt,
                            boot = :boot, line = :line, recorded = :recorded,
                            recorded_at = :recordedAt
                          where session_id = :id and host = :host and port = :port
                            and reason = :reason
                          """),
                      refusal)
                  .execute();
          if (changed == 0) {
            bound(
                    handle.createUpdate(
                        """
                        insert into egress_refusal
                          (session_id, host, port, reason, times, first_at, last_at, boot, line,
                           recorded, recorded_at)
                        values (:id, :host, :port, :reason, :times, :firstAt, :lastAt, :boot, :line,
                           :recorded, :recordedAt)
                        """),
                    refusal)
                .bind("firstAt", Times.toSql(refusal.firstAt()))
                .execute();
          }
        });
  }

  private static <S extends SqlStatement<S>> S bound(S statement, Refusal refusal) {
    return statement
        .bind("id", refusal.sessionId())
        .bind("host", refusal.host())
        .bind("port", refusal.port())
        .bind("reason", refusal.reason())
        .bind("times", refusal.count())
        .bind("lastAt", Times.toSql(refusal.lastAt()))
        .bind("boot", refusal.boot())
        .bind("line", refusal.line())
        .bind("recorded", refusal.recorded())
        .bind("recordedAt", Times.toSql(refusal.recordedAt()));
  }

  @Override
  public long lastLine(String boot) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select coalesce(max(line), 0) from egress_refusal where boot = :boot")
                .bind("boot", boot)
                .mapTo(Long.class)
                .one());
  }

  @Override
  public void forgetRefusals(Instant before) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from egress_refusal where last_at < :before")
                .bind("before", Times.toSql(before))
                .execute());
  }

  private static Refusal refusal(ResultSet row) throws SQLException {
    return new Refusal(
        row.getString("session_id"),
        row.getString("host"),
        row.getInt("port"),
        row.getString("reason"),
        row.getLong("times"),
        Times.fromSql(row, "first_at"),
        Times.fromSql(row, "last_at"),
        row.getString("boot"),
        row.getLong("line"),
        row.getLong("recorded"),
        Times.fromSql(row, "recorded_at"));
  }
}
