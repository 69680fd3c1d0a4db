package dev.atelier.webhook;

import dev.atelier.Ids;
import dev.atelier.Secret;
import dev.atelier.json.InvalidField;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who is told what happens, and what became of each telling. Thread-safe. */
@ApplicationScoped
public class Webhooks {
  /** Each may have one thread at work for it. */
  static final int MOST = 50;

  private final WebhookRepository repository;
  private final DeliveryRepository deliveries;
  private final SettingsWebhook ofSettings;
  private final SealedSecrets secrets;
  private final Targets targets;
  private final Sessions sessions;
  private final Event<WebhookChanged> events;
  private final Clock clock;

  /** A webhook and its secret, which nobody is told again. */
  public record Made(Webhook webhook, Secret secret) {}

  @Inject
  Webhooks(
      WebhookRepository repository,
      DeliveryRepository deliveries,
      SettingsWebhook ofSettings,
      SealedSecrets secrets,
      Targets targets,
      Sessions sessions,
      Event<WebhookChanged> events,
      Clock clock) {
    this.repository = repository;
    this.deliveries = deliveries;
    this.ofSettings = ofSettings;
    this.secrets = secrets;
    this.targets = targets;
    this.sessions = sessions;
    this.events = events;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Webhooks() {
    this(null, null, null, null, null, null, null, null);
  }

  /**
   * An address that may be told at this moment; asks the name server.
   *
   * @throws InvalidField when it may not
   */
  public URI address(String text) {
    try {
      URI url = targets.read(text);
      var unused = targets.addresses(url);
      return url;
    } catch (Targets.Refused refused) {
      throw new InvalidField("url", refused.getMessage());
    } catch (UnknownHostException unknown) {
      throw new InvalidField("url", "names a host that is not known");
    }
  }

  /**
   * Adds one; on record with who did.
   *
   * @param url that {@link #address} found good
   * @param chosenSecret where the caller has one; else one is made
   * @throws WebhookRefused when there are too many
   */
  @Transactional
  public Made add(
      URI url,
      Optional<Set<WebhookEvent>> wanted,
      Optional<Set<String>> desktops,
      Optional<String> chosenSecret,
      String actor) {
    SigningSecret secret =
        chosenSecret
            .map(
                text ->
                    SigningSecret.read(text)
                        .orElseThrow(() -> new InvalidField("secret", SigningSecret.FORM)))
            .orElseGet(SigningSecret::random);
    desktops.ifPresent(ids -> ids.forEach(this::requireKnown));
    if (repository.all().size() >= MOST) {
      throw new WebhookRefused("there are " + MOST + " webhooks already; delete one first");
    }
    Webhook webhook = new Webhook(Ids.next("hook_"), url, wanted, desktops, actor, clock.instant());
    repository.add(webhook, secrets.seal(webhook.id(), secret));
    events.fire(new WebhookChanged("webhook.added", actor, detail(webhook)));
    return new Made(webhook, Secret.of(secret.spelled()));
  }

  private void requireKnown(String sessionId) {
    if (!sessions.exists(sessionId)) {
      throw new InvalidField("sessions", "names " + sessionId + ", which is not a desktop's id");
    }
  }

  /** That of the settings first, then the newest. */
  public List<Webhook> all() {
    return Stream.concat(ofSettings.webhook().stream(), repository.all().stream()).toList();
  }

  /**
   * The one of that id.
   *
   * @throws UnknownWebhook when there is none
   */
  public Webhook get(String id) {
    return find(id).orElseThrow(() -> new UnknownWebhook("there is no webhook " + id));
  }

  Optional<Webhook> find(String id) {
    return id.equals(Webhook.OF_SETTINGS) ? ofSettings.webhook() : repository.find(id);
  }

  /**
   * What deliveries to it are signed with.
   *
   * @throws SealedSecrets.UnreadableSecret when the key of the data directory is another one
   */
  SigningSecret secretOf(Webhook webhook) {
    if (webhook.id().equals(Webhook.OF_SETTINGS)) {
      return ofSettings.secret();
    }
    return repository
        .sealedSecret(webhook.id())
        .map(kept -> secrets.open(webhook.id(), kept))
        .orElseThrow(() -> new UnknownWebhook("there is no webhook " + webhook.id()));
  }

  /** The secret that was made for {@code ATELIER_URL}, which its owner finds nowhere else. */
  public Optional<Secret> madeSecretOf(Webhook webhook) {
    return webhook.id().equals(Webhook.OF_SETTINGS)
        ? ofSettings.madeSecret().map(made -> Secret.of(made.spelled()))
        : Optional.empty();
  }

  /**
   * From now on it is told nothing, and what it was told is forgotten.
   *
   * @throws WebhookRefused when it is that of the settings
   */
  @Transactional
  public void remove(String id, String actor) {
    Webhook webhook = get(id);
    if (id.equals(Webhook.OF_SETTINGS)) {
      throw new WebhookRefused("this webhook is ATELIER_URL of the settings; remove it there");
    }
    if (repository.remove(id)) {
      deliveries.removeOf(id);
      events.fire(new WebhookChanged("webhook.removed", actor, detail(webhook)));
    }
  }

  /** Sends it a {@code ping}, once. */
  @Transactional
  public Delivery ping(String id, String actor) {
    Webhook webhook = get(id);
    Message ping = Message.ping(webhook, clock.instant());
    Delivery delivery = ping.to(webhook);
    deliveries.add(delivery);
    events.fire(new WebhookChanged("webhook.pinged", actor, detail(webhook)));
    return delivery;
  }

  /** What it was told and is to be told, newest first. */
  public List<Delivery> deliveries(String id, Optional<String> before, int limit) {
    Webhook webhook = get(id);
    before.ifPresent(
        place -> {
          if (deliveries.find(place).filter(found -> found.webhookId().equals(id)).isEmpty()) {
            throw new InvalidField("before", "must be the next of an earlier answer");
          }
        });
    return deliveries.ofWebhook(webhook.id(), before, limit);
  }

  /** Sends it again, with the same id and text. */
  @Transactional
  public Delivery redeliver(String id, String deliveryId, String actor) {
    Webhook webhook = get(id);
    Delivery delivery =
        deliveries
            .find(deliveryId)
            .filter(found -> found.webhookId().equals(id))
            .orElseThrow(
                () -> new UnknownWebhook("webhook " + id + " has no delivery " + deliveryId));
    deliveries.again(deliveryId, clock.instant());
    events.fire(new WebhookChanged("webhook.redelivered", actor, detail(webhook, delivery)));
    return deliveries.find(deliveryId).orElseThrow();
  }

  /** Writes down what came of an attempt; that nobody is waited for any more is on record. */
  @Transactional
  void settle(Webhook webhook, Delivery delivery) {
    if (deliveries.update(delivery) && delivery.state() == Delivery.State.GIVEN_UP) {
      Map<String, Object> detail = detail(webhook, delivery);
      detail.put("problem", delivery.problem());
      events.fire(new WebhookChanged("webhook.given_up", "server", detail));
    }
  }

  /** Gives up what waited too long for its turn; on record once for each webhook. */
  @Transactional
  void giveUpOverdue(Instant madeBefore, Instant dueBefore) {
    String problem = "it waited too long: the receiver is too slow for what it is to be told";
    deliveries
        .giveUpOverdue(madeBefore, dueBefore, problem, clock.instant())
        .forEach(
            (id, count) ->
                find(id)
                    .ifPresent(
                        webhook -> {
                          Map<String, Object> detail = detail(webhook);
                          detail.put("deliveries", count);
                          detail.put("problem", problem);
                          events.fire(new WebhookChanged("webhook.given_up", "server", detail));
                        }));
  }

  private static Map<String, Object> detail(Webhook webhook) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("webhook_id", webhook.id());
    detail.put("place", webhook.place());
    return detail;
  }

  private static Map<String, Object> detail(Webhook webhook, Delivery delivery) {
    Map<String, Object> detail = detail(webhook);
    detail.put("delivery_id", delivery.id());
    detail.put("event", delivery.event().word());
    return detail;
  }
}
