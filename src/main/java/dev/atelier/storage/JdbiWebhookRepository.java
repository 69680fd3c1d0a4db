package dev.atelier.storage;

import dev.atelier.json.Json;
import dev.atelier.webhook.Webhook;
import dev.atelier.webhook.WebhookEvent;
import dev.atelier.webhook.WebhookRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** Webhooks in the database. Thread-safe. */
@ApplicationScoped
class JdbiWebhookRepository implements WebhookRepository {
  private final Jdbi jdbi;

  @Inject
  JdbiWebhookRepository(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** For CDI's proxy only. */
  protected JdbiWebhookRepository() {
    this(null);
  }

  @Override
  public void add(Webhook webhook, String sealedSecret) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into webhook (id, url, events, sessions, secret, made_by, made_at)
                    values (:id, :url, :events, :sessions, :secret, :madeBy, :madeAt)
                    """)
                .bind("id", webhook.id())
                .bind("url", webhook.url().toString())
                .bind("events", webhook.events().map(JdbiWebhookRepository::toSql).orElse(null))
                .bind("sessions", Desktops.toSql(webhook.sessions()))
                .bind("secret", sealedSecret)
                .bind("madeBy", webhook.madeBy())
                .bind("madeAt", Times.toSql(webhook.madeAt()))
                .execute());
  }

  @Override
  public Optional<Webhook> find(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from webhook where id = :id")
                .bind("id", id)
                .map((row, context) -> webhook(row))
                .findOne());
  }

  @Override
  public Optional<String> sealedSecret(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select secret from webhook where id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public List<Webhook> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select * from webhook order by made_at desc, id desc")
                .map((row, context) -> webhook(row))
                .list());
  }

  @Override
  public boolean remove(String id) {
    return jdbi.withHandle(
        handle ->
            handle.createUpdate("delete from webhook where id = :id").bind("id", id).execute()
                == 1);
  }

  private static String toSql(Set<WebhookEvent> events) {
    return Json.write(
        events.stream().map(WebhookEvent::word).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** What a later version knew and this one does not is left out. */
  private static Set<WebhookEvent> fromSql(String words) {
    return Json.readTexts(words).stream()
        .flatMap(word -> WebhookEvent.of(word).stream())
        .collect(Collectors.toSet());
  }

  private static Webhook webhook(ResultSet row) throws SQLException {
    return new Webhook(
        row.getString("id"),
        URI.create(row.getString("url")),
        Optional.ofNullable(row.getString("events")).map(JdbiWebhookRepository::fromSql),
        Desktops.fromSql(row, "sessions"),
        row.getString("made_by"),
        Times.fromSql(row, "made_at"));
  }
}
