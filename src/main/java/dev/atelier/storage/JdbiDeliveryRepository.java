package dev.atelier.storage;

import dev.atelier.webhook.Delivery;
import dev.atelier.webhook.DeliveryRepository;
import dev.atelier.webhook.WebhookEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** The outbox of the webhooks in the database. Thread-safe. */
@ApplicationScoped
class JdbiDeliveryRepository implements DeliveryRepository {
  private static final int LONGEST_PROBLEM = 2000;

  private final Jdbi jdbi;

  @Inject
  JdbiDeliveryRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiDeliveryRepository() {
    this(null);
  }

  @Override
  public void add(Delivery delivery) {
    jdbi.useHandle(
        handle ->
            bindOutcome(
                    delivery,
                    handle.createUpdate(
                        """
                        insert into webhook_delivery (id, webhook_id, event_id, event, task_id, body,
                          made_at, state, attempts, next_attempt_at, last_attempt_at, status, problem,
                          duration_ms)
                        values (:id, :webhookId, :eventId, :event, :taskId, :body,
                          :madeAt, :state, :attempts, :nextAttemptAt, :lastAttemptAt, :status, :problem,
                          :durationMs)
                        """))
                .bind("webhookId", delivery.webhookId())
                .bind("eventId", delivery.eventId())
                .bind("event", delivery.event().word())
                .bind("taskId", delivery.taskId().orElse(null))
                .bind("body", delivery.body())
                .bind("madeAt", Times.toSql(delivery.madeAt()))
                .bind("attempts", delivery.attempts())
                .execute());
  }

  @Override
  public Optional<Delivery> find(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from webhook_delivery where id = :id")
                .bind("id", id)
                .map((row, context) -> delivery(row))
                .findOne());
  }

  @Override
  public List<Delivery> ofWebhook(String webhookId, Optional<String> before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from webhook_delivery where webhook_id = :webhook
                      and (:before = '' or seq <
                        (select seq from webhook_delivery where id = :before))
                    order by webhook_id desc, seq desc fetch first :limit rows only
                    """)
                .bind("webhook", webhookId)
                .bind("before", before.orElse(""))
                .bind("limit", limit)
                .map((row, context) -> delivery(row))
                .list());
  }

  @Override
  public List<String> webhooksWithDue(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct webhook_id from webhook_delivery
                    where state = 'pending' and next_attempt_at <= :now
                    """)
                .bind("now", Times.toSql(now))
                .mapTo(String.class)
                .list());
  }

  @Override
  public Optional<Delivery> nextDue(String webhookId, Instant now, int keepsOrder) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select * from webhook_delivery due
                    where webhook_id = :webhook and state = 'pending' and next_attempt_at <= :now
                      and not exists (
                        select 1 from webhook_delivery earlier
                        where earlier.task_id = due.task_id
                          and earlier.webhook_id = due.webhook_id
                          and earlier.state = 'pending'
                          and earlier.seq < due.seq
                          and earlier.attempts < :keepsOrder)
                    order by seq fetch first 1 rows only
                    """)
                .bind("webhook", webhookId)
                .bind("now", Times.toSql(now))
                .bind("keepsOrder", keepsOrder)
                .map((row, context) -> delivery(row))
                .findOne());
  }

  @Override
  public boolean claim(String id, Instant now, Instant lapse) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update webhook_delivery set attempts = attempts + 1, last_attempt_at = :now,
                          next_attempt_at = :lapse
                        where id = :id and state = 'pending' and next_attempt_at <= :now
                        """)
                    .bind("id", id)
                    .bind("now", Times.toSql(now))
                    .bind("lapse", Times.toSql(lapse))
                    .execute()
                == 1);
  }

  @Override
  public boolean update(Delivery delivery) {
    return jdbi.withHandle(
        handle ->
            bindOutcome(
                        delivery,
                        handle.createUpdate(
                            """
                            update webhook_delivery set state = :state,
                              next_attempt_at = :nextAttemptAt, last_attempt_at = :lastAttemptAt,
                              status = :status, problem = :problem, duration_ms = :durationMs
                            where id = :id and state = 'pending'
                            """))
                    .execute()
                == 1);
  }

  @Override
  public boolean again(String id, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update webhook_delivery set state = 'pending', attempts = 0,
                          next_attempt_at = :now
                        where id = :id
                        """)
                    .bind("id", id)
                    .bind("now", Times.toSql(now))
                    .execute()
                == 1);
  }

  @Override
  public void giveUp(String webhookId, String problem, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update webhook_delivery set state = 'given_up', problem = :problem,
                      last_attempt_at = :now
                    where webhook_id = :webhook and state = 'pending'
                    """)
                .bind("webhook", webhookId)
                .bind("problem", problem)
                .bind("now", Times.toSql(now))
                .execute());
  }

  @Override
  public Map<String, Integer> giveUpOverdue(
      Instant madeBefore, Instant dueBefore, String problem, Instant now) {
    return jdbi.withHandle(
        handle -> {
          Map<String, Integer> counts = new LinkedHashMap<>();
          for (String webhook : webhooksWithDue(dueBefore)) {
            int count = giveUpOverdue(handle, webhook, madeBefore, dueBefore, problem, now);
            if (count > 0) {
              counts.put(webhook, count);
            }
          }
          return counts;
        });
  }

  private static int giveUpOverdue(
      Handle handle,
      String webhook,
      Instant madeBefore,
      Instant dueBefore,
      String problem,
      Instant now) {
    return handle
        .createUpdate(
            """
            update webhook_delivery set state = 'given_up', problem = :problem,
              last_attempt_at = :now
            where webhook_id = :webhook and state = 'pending'
              and made_at < :madeBefore and next_attempt_at <= :dueBefore
            """)
        .bind("webhook", webhook)
        .bind("problem", problem)
        .bind("madeBefore", Times.toSql(madeBefore))
        .bind("dueBefore", Times.toSql(dueBefore))
        .bind("now", Times.toSql(now))
        .execute();
  }

  @Override
  public void removeOf(String webhookId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from webhook_delivery where webhook_id = :webhook")
                .bind("webhook", webhookId)
                .execute());
  }

  @Override
  public void forget(Delivery.State state, Instant before) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "delete from webhook_delivery where state = :state and last_attempt_at < :before")
                .bind("state", state.word())
                .bind("before", Times.toSql(before))
                .execute());
  }

  private static <S extends SqlStatement<S>> S bindOutcome(Delivery delivery, S statement) {
    return statement
        .bind("id", delivery.id())
        .bind("state", delivery.state().word())
        .bind("nextAttemptAt", Times.toSql(delivery.nextAttemptAt()))
        .bind("lastAttemptAt", delivery.lastAttemptAt().map(Times::toSql).orElse(null))
        .bind("status", delivery.status().orElse(null))
        .bind("problem", Texts.upTo(LONGEST_PROBLEM, delivery.problem()))
        .bind("durationMs", delivery.duration().map(Duration::toMillis).orElse(null));
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("id"),
        row.getString("webhook_id"),
        row.getString("event_id"),
        WebhookEvent.of(row.getString("event")).orElseThrow(),
        Optional.ofNullable(row.getString("task_id")),
        row.getString("body"),
        Times.fromSql(row, "made_at"),
        Delivery.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getInt("attempts"),
        Times.fromSql(row, "next_attempt_at"),
        Times.optionalFromSql(row, "last_attempt_at"),
        Optional.ofNullable(row.getObject("status", Integer.class)),
        row.getString("problem"),
        Optional.ofNullable(row.getObject("duration_ms", Long.class)).map(Duration::ofMillis));
  }
}
