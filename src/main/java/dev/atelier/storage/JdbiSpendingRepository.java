package dev.atelier.storage;

import dev.atelier.cost.By;
import dev.atelier.cost.Period;
import dev.atelier.cost.SpendingRepository;
import dev.atelier.cost.SpentOn;
import dev.atelier.cost.Sum;
import dev.atelier.vision.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Sums of the books in the database. Thread-safe. */
@ApplicationScoped
class JdbiSpendingRepository implements SpendingRepository {
  private static final String NOBODY = "";

  private static final String CALLS =
      """
      from model_call c
        left join session s on s.id = c.session_id
        left join task t on t.id = c.task_id
        left join task_giver g on g.task_id = c.task_id
      where c.budget_day between :from and :until and c.state <> 'released'
      """;

  private final Jdbi jdbi;

  @Inject
  JdbiSpendingRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiSpendingRepository() {
    this(null);
  }

  @Override
  public List<Sum> sums(By by, Period period, Optional<Set<String>> sessions, int limit) {
    if (sessions.filter(Set::isEmpty).isPresent()) {
      return List.of();
    }
    String query =
        "select "
            + key(by)
            + " as item, "
            + name(by)
            + " as name, sum(c.usd) as usd, count(*) as calls "
            + calls(sessions)
            + " group by "
            + key(by)
            + (by == By.DAY ? " order by item" : " order by sum(c.usd) desc, item")
            + " limit :limit";
    return jdbi.withHandle(
        handle ->
            bound(handle.createQuery(query), period, sessions)
                .bind("limit", limit)
                .map((row, context) -> sum(row))
                .list());
  }

  private static String key(By by) {
    return switch (by) {
      case DAY -> "c.budget_day";
      case DESKTOP -> "c.session_id";
      case PERSON -> "coalesce(g.name, '')";
      case MODEL -> "c.backend || '/' || c.model";
      case TASK -> "c.task_id";
    };
  }

  private static String name(By by) {
    return switch (by) {
      case DESKTOP -> "max(s.label)";
      case TASK -> "max(t.goal)";
      case DAY, PERSON, MODEL -> "cast(null as varchar(1))";
    };
  }

  private static String calls(Optional<Set<String>> sessions) {
    return CALLS + (sessions.isPresent() ? " and c.session_id in (<sessions>)" : "");
  }

  private static Query bound(Query query, Period period, Optional<Set<String>> sessions) {
    sessions.ifPresent(ids -> query.bindList("sessions", ids));
    return query.bind("from", period.from()).bind("until", period.until());
  }

  private static Sum sum(ResultSet row) throws SQLException {
    return new Sum(
        row.getString("item"),
        Optional.ofNullable(row.getString("name")),
        Money.plain(row.getBigDecimal("usd")),
        row.getLong("calls"));
  }

  @Override
  public BigDecimal total(Period period, Optional<Set<String>> sessions) {
    if (sessions.filter(Set::isEmpty).isPresent()) {
      return BigDecimal.ZERO;
    }
    return jdbi.withHandle(
        handle ->
            bound(
                    handle.createQuery("select coalesce(sum(c.usd), 0) " + calls(sessions)),
                    period,
                    sessions)
                .mapTo(BigDecimal.class)
                .map(Money::plain)
                .one());
  }

  @Override
  public BigDecimal bookedSince(Instant moment) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select coalesce(sum(usd), 0) from model_call
                    where budget_day >= :dayBefore and at >= :moment
                      and state not in ('open', 'released')
                    """)
                .bind("dayBefore", moment.atZone(ZoneOffset.UTC).toLocalDate().minusDays(1))
                .bind("moment", Times.toSql(moment))
                .mapTo(BigDecimal.class)
                .map(Money::plain)
                .one());
  }

  @Override
  public List<SpentOn> details(Period period, Optional<Set<String>> sessions) {
    if (sessions.filter(Set::isEmpty).isPresent()) {
      return List.of();
    }
    String query =
        """
        select c.budget_day, c.session_id, c.task_id, c.backend, c.model,
          max(s.label) as label, max(t.goal) as goal, max(g.name) as person, count(*) as calls,
          sum(c.input_tokens) as input_tokens, sum(c.output_tokens) as output_tokens,
          sum(c.cache_read_tokens) as cache_read_tokens,
          sum(c.cache_write_tokens) as cache_write_tokens, sum(c.usd) as usd
        """
            + calls(sessions)
            + """
             group by c.budget_day, c.session_id, c.task_id, c.backend, c.model
            order by c.budget_day, c.session_id, c.task_id, c.backend, c.model
            """;
    return jdbi.withHandle(
        handle ->
            bound(handle.createQuery(query), period, sessions)
                .map((row, context) -> spentOn(row))
                .list());
  }

  private static SpentOn spentOn(ResultSet row) throws SQLException {
    return new SpentOn(
        row.getObject("budget_day", LocalDate.class),
        Optional.ofNullable(row.getString("label")).orElse(NOBODY),
        Optional.ofNullable(row.getString("person")).orElse(NOBODY),
        row.getString("backend"),
        row.getString("model"),
        row.getString("task_id"),
        Optional.ofNullable(row.getString("goal")).orElse(NOBODY),
        row.getLong("calls"),
        new Usage(
            row.getLong("input_tokens"),
            row.getLong("output_tokens"),
            row.getLong("cache_read_tokens"),
            row.getLong("cache_write_tokens")),
        Money.plain(row.getBigDecimal("usd")));
  }
}
