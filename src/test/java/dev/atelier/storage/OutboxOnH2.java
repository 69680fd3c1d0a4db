package dev.atelier.storage;

import dev.atelier.webhook.DeliveryRepository;
import dev.atelier.webhook.WebhookRepository;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;

/** Webhooks and their outbox in a database of their own, for tests of other rooms. Thread-safe. */
public final class OutboxOnH2 {
  private final Transactions database;
  private final Jdbi jdbi;

  public OutboxOnH2() {
    this("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  /**
   * @param where as H2's address names it, after {@code jdbc:h2:}
   */
  public OutboxOnH2(String where) {
    database = new Transactions("jdbc:h2:" + where, "a", "a");
    jdbi = Database.migrated(database);
  }

  public WebhookRepository webhooks() {
    return new JdbiWebhookRepository(jdbi);
  }

  public DeliveryRepository deliveries() {
    return new JdbiDeliveryRepository(jdbi);
  }

  /** All that lies in the table of webhooks. */
  public String rows() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select * from webhook").mapToMap().list().toString());
  }

  /** Does the work in one transaction, which is undone when the work fails. */
  public <T> T within(Callable<T> work) {
    try {
      return database.within(work);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
