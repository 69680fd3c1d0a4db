package dev.atelier.webhook;

import dev.atelier.BackgroundWork;
import dev.atelier.MadeAtStart;
import dev.atelier.Unforeseen;
import dev.atelier.task.TaskChanged;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Carries what is in the outbox to its receivers, each on a thread of its own while something is
 * due for it and one delivery after the other, so that one that is slow or away delays nobody else.
 * Thread-safe.
 */
@ApplicationScoped
public class Courier implements MadeAtStart {
  private static final Logger LOG = Logger.getLogger(Courier.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration TIDY = Duration.ofHours(1);

  /** After that an attempt whose end was not written down, as the server died, is made again. */
  static final Duration CLAIM = Duration.ofMinutes(1);

  /** Who is heard at all is told within that time of what is due. */
  private static final Duration OVERDUE = Duration.ofHours(1);

  private static final Duration DELIVERED_KEPT = Duration.ofDays(7);
  private static final Duration GIVEN_UP_KEPT = Duration.ofDays(30);

  private final Webhooks webhooks;
  private final DeliveryRepository deliveries;
  private final Post post;
  private final BackgroundWork background;
  private final Clock clock;
  private final Set<String> served = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile boolean stopping;

  @Inject
  Courier(
      Webhooks webhooks,
      DeliveryRepository deliveries,
      Post post,
      BackgroundWork background,
      Clock clock) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.post = post;
    this.background = background;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Courier() {
    this(null, null, null, null, null);
  }

  @PostConstruct
  void begin() {
    background.run(this::forget);
    var unusedLook = background.every(LOOK, this::lookSoon);
    var unusedTidy = background.every(TIDY, () -> background.run(this::tidy));
  }

  @PreDestroy
  void end() {
    stopping = true;
  }

  void taskChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) TaskChanged change) {
    lookSoon();
  }

  void webhookChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) WebhookChanged change) {
    lookSoon();
  }

  /** Never waits; at most one look is under way, and the next one is soon. */
  private void lookSoon() {
    if (!stopping && looking.compareAndSet(false, true)) {
      background.later(Duration.ZERO, () -> background.run(this::look));
    }
  }

  private void look() {
    try {
      for (String id : deliveries.webhooksWithDue(clock.instant())) {
        if (served.add(id)) {
          background.run(() -> serve(id));
        }
      }
    } finally {
      looking.set(false);
    }
  }

  private void serve(String webhookId) {
    try {
      boolean more = true;
      while (more && !stopping) {
        more = deliverNext(webhookId);
      }
    } finally {
      served.remove(webhookId);
    }
  }

  /** Whether there was something to deliver. */
  private boolean deliverNext(String webhookId) {
    Instant now = clock.instant();
    Optional<Webhook> webhook = webhooks.find(webhookId);
    if (webhook.isEmpty()) {
      deliveries.giveUp(webhookId, "the webhook is not there any more", now);
      return false;
    }
    Optional<Delivery> due = deliveries.nextDue(webhookId, now, Patience.KEEPS_ORDER);
    due.filter(delivery -> deliveries.claim(delivery.id(), now, now.plus(CLAIM)))
        .flatMap(delivery -> deliveries.find(delivery.id()))
        .ifPresent(
            claimed ->
                webhooks.settle(
                    webhook.get(),
                    claimed.after(attempt(claimed, webhook.get()), clock.instant())));
    return due.isPresent();
  }

  private Attempt attempt(Delivery delivery, Webhook webhook) {
    try {
      return post.take(delivery, webhook, webhooks.secretOf(webhook));
    } catch (SealedSecrets.UnreadableSecret | UnknownWebhook unsigned) {
      return Attempt.failed(unsigned.getMessage(), Duration.ZERO);
    } catch (RuntimeException unforeseen) {
      LOG.log(Level.WARNING, unforeseen, () -> delivery.id() + " could not be tried");
      return Attempt.failed(Unforeseen.WORDS, Duration.ZERO);
    }
  }

  /** Not at the start: what a server that was away for days could not tell has its turn first. */
  void tidy() {
    Instant now = clock.instant();
    webhooks.giveUpOverdue(now.minus(Patience.LONGEST_WAIT), now.minus(OVERDUE));
    forget();
  }

  private void forget() {
    Instant now = clock.instant();
    deliveries.forget(Delivery.State.DELIVERED, now.minus(DELIVERED_KEPT));
    deliveries.forget(Delivery.State.GIVEN_UP, now.minus(GIVEN_UP_KEPT));
  }
}
