package dev.atelier.webhook;

import dev.atelier.BackgroundWork;
import dev.atelier.FakeEvents;
import dev.atelier.Secret;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.storage.OutboxOnH2;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLSocketFactory;

/** The whole room on a real database, without a container. */
final class WebhookRoom implements AutoCloseable {
  static final Duration LIMIT = Duration.ofSeconds(2);

  private final SessionsInMemory desktops = new SessionsInMemory();
  private final FakeEvents<WebhookChanged> noted = new FakeEvents<>();
  private final BackgroundWork background =
      new BackgroundWork(
          work -> {
            Thread thread = new Thread(work, "webhooks");
            thread.setDaemon(true);
            return thread;
          });
  private final OutboxOnH2 database;
  private final Webhooks webhooks;
  private final Outbox outbox;
  private final Courier courier;

  WebhookRoom(OutboxOnH2 database, Path data, Clock clock, Optional<String> url) {
    this.database = database;
    Targets targets = new Targets("127.0.0.0/8");
    SealedSecrets secrets = new SealedSecrets(data.toString());
    secrets.readKey();
    SettingsWebhook ofSettings =
        new SettingsWebhook(
            url, Optional.of(Secret.of(Receiver.SECRET)), data.toString(), targets, clock);
    webhooks =
        new Webhooks(
            database.webhooks(),
            database.deliveries(),
            ofSettings,
            secrets,
            targets,
            desktops.sessions(),
            noted,
            clock);
    outbox = new Outbox(webhooks, database.deliveries(), clock);
    Post post =
        new Post(
            targets, (SSLSocketFactory) SSLSocketFactory.getDefault(), background, LIMIT, clock);
    courier = new Courier(webhooks, database.deliveries(), post, background, clock);
  }

  Webhooks webhooks() {
    return webhooks;
  }

  Outbox outbox() {
    return outbox;
  }

  Courier courier() {
    return courier;
  }

  FakeEvents<WebhookChanged> noted() {
    return noted;
  }

  DeliveryRepository deliveries() {
    return database.deliveries();
  }

  /** Has a receiver told of everything. */
  Webhook tells(Receiver receiver) {
    return webhooks
        .add(
            webhooks.address(receiver.url()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(Receiver.SECRET),
            "ada")
        .webhook();
  }

  /** As if that had happened, in a transaction of its own. */
  void happens(Task task, String type) {
    database.within(
        () -> {
          outbox.taskChanged(new TaskChanged(task, type, "ada"));
          return task;
        });
    courier.taskChanged(new TaskChanged(task, type, "ada"));
  }

  /** As the timer does every other second. */
  void nudge() {
    courier.webhookChanged(null);
  }

  @Override
  public void close() {
    courier.end();
    background.stop();
    desktops.close();
  }
}
