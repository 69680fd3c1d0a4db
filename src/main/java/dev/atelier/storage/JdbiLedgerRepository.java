package dev.atelier.storage;

import dev.atelier.cost.BookedCall;
import dev.atelier.cost.LedgerRepository;
import dev.atelier.cost.Tally;
import dev.atelier.vision.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The books in the database. Thread-safe. */
@ApplicationScoped
class JdbiLedgerRepository implements LedgerRepository {

  private final Jdbi jdbi;

  @Inject
  JdbiLedgerRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiLedgerRepository() {
    this(null);
  }

  @Override
  public void prepare(Tally tally) {
    boolean there =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select 1 from tally where scope = :of and budget_day = :day")
                    .bindMethods(tally)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent());
    if (!there) {
      begin(tally);
    }
  }

  private void begin(Tally tally) {
    try {
      jdbi.useHandle(
          handle ->
              handle
                  .createUpdate("insert into tally (scope, budget_day, usd) values (:of, :day, 0)")
                  .bindMethods(tally)
                  .execute());
    } catch (UnableToExecuteStatementException failure) {
      if (!Conflicts.isAlreadyThere(failure)) {
        throw failure;
      }
    }
  }

  @Override
  public boolean addWithin(Tally tally, BigDecimal usd, Optional<BigDecimal> cap) {
    String bound = cap.isPresent() ? " and usd + :usd <= :cap" : "";
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "update tally set usd = usd + :usd where scope = :of and budget_day = :day"
                            + bound)
                    .bindMethods(tally)
                    .bind("usd", usd)
                    .bind("cap", cap.orElse(BigDecimal.ZERO))
                    .execute()
                == 1);
  }

  @Override
  public BigDecimal total(Tally tally) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select usd from tally where scope = :of and budget_day = :day")
                .bindMethods(tally)
                .mapTo(BigDecimal.class)
                .findOne()
                .map(Money::plain)
                .orElse(BigDecimal.ZERO));
  }

  @Override
  public void add(BookedCall call) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into model_call (id, at, budget_day, session_id, task_id, step, backend,
                      model, input_tokens, output_tokens, cache_read_tokens,
                      cache_write_tokens, usd, state)
                    values (:id, :at, :day, :sessionId, :taskId, :step, :backend, :model,
                      :input, :output, :cacheRead, :cacheWrite, :usd, :state)
                    """)
                .bind("id", call.id())
                .bind("at", Times.toSql(call.at()))
                .bind("day", call.day())
                .bind("sessionId", call.sessionId())
                .bind("taskId", call.taskId())
                .bind("step", call.step())
                .bind("backend", call.backend())
                .bind("model", call.model())
                .bindMethods(call.usage())
                .bind("usd", call.usd())
                .bind("state", call.state().word())
                .execute());
  }

  @Override
  public boolean close(String callId, BookedCall.State state, Usage usage, BigDecimal usd) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update model_call set state = :state, usd = :usd, input_tokens = :input,
                          output_tokens = :output, cache_read_tokens = :cacheRead,
                          cache_write_tokens = :cacheWrite
                        where id = :id and state = 'open'
                        """)
                    .bind("id", callId)
                    .bind("state", state.word())
                    .bind("usd", usd)
                    .bindMethods(usage)
                    .execute()
                == 1);
  }

  @Override
  public List<BookedCall> open() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from model_call where state = 'open' order by at, id")
                .map((row, context) -> call(row))
                .list());
  }

  @Override
  public List<BookedCall> ofTask(String taskId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from model_call where task_id = :task order by at, id")
                .bind("task", taskId)
                .map((row, context) -> call(row))
                .list());
  }

  @Override
  public Map<String, BigDecimal> perTask(LocalDate day) {
    return sums("task_id", day);
  }

  @Override
  public Map<String, BigDecimal> perSession(LocalDate day) {
    return sums("session_id", day);
  }

  private Map<String, BigDecimal> sums(String column, LocalDate day) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select <column>, sum(usd) as usd from model_call where budget_day = :day
                    group by <column>
                    """)
                .define("column", column)
                .bind("day", day)
                .reduceRows(
                    new HashMap<String, BigDecimal>(),
                    (costs, row) -> {
                      costs.put(
                          row.getColumn(column, String.class),
                          Money.plain(row.getColumn("usd", BigDecimal.class)));
                      return costs;
                    }));
  }

  @Override
  public void noteGiver(String taskId, String name) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into task_giver (task_id, name) select :task, :name
                    where not exists (select 1 from task_giver where task_id = :task)
                    """)
                .bind("task", taskId)
                .bind("name", name)
                .execute());
  }

  private static BookedCall call(ResultSet row) throws SQLException {
    return new BookedCall(
        row.getString("id"),
        Times.fromSql(row, "at"),
        row.getObject("budget_day", LocalDate.class),
        row.getString("session_id"),
        row.getString("task_id"),
        row.getInt("step"),
        row.getString("backend"),
        row.getString("model"),
        new Usage(
            row.getLong("input_tokens"),
            row.getLong("output_tokens"),
            row.getLong("cache_read_tokens"),
            row.getLong("cache_write_tokens")),
        Money.plain(row.getBigDecimal("usd")),
        BookedCall.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
  }
}
