package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.webhook.Delivery;
import dev.atelier.webhook.Delivery.State;
import dev.atelier.webhook.Webhook;
import dev.atelier.webhook.WebhookEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the repositories of the webhooks promise on every database. */
interface WebhookStorageContract {
  Instant START = Instant.parse("2026-11-21T09:30:00.123Z");
  int KEEPS_ORDER = 3;

  /** Of an empty database. */
  Jdbi jdbi();

  private JdbiWebhookRepository webhooks() {
    return new JdbiWebhookRepository(jdbi());
  }

  private JdbiDeliveryRepository deliveries() {
    return new JdbiDeliveryRepository(jdbi());
  }

  @Test
  default void aWebhookIsReadAsItWasWrittenAndItsSecretOnlyWhenAskedFor() {
    Webhook all = webhook("hook_a", Optional.empty(), Optional.empty());
    Webhook some =
        webhook(
            "hook_b",
            Optional.of(Set.of(WebhookEvent.TASK_FINISHED, WebhookEvent.BUDGET_EXCEEDED)),
            Optional.of(Set.of("sess_a", "sess_b")));
    webhooks().add(all, "sealed a");
    webhooks().add(some, "sealed b");
    assertThat(webhooks().all()).containsExactly(some, all);
    assertThat(webhooks().find("hook_b")).contains(some);
    assertThat(webhooks().sealedSecret("hook_b")).contains("sealed b");
    assertThat(webhooks().remove("hook_b")).isTrue();
    assertThat(webhooks().remove("hook_b")).isFalse();
    assertThat(webhooks().find("hook_b")).isEmpty();
    assertThat(webhooks().sealedSecret("hook_b")).isEmpty();
  }

  @Test
  default void aDeliveryIsReadAsItWasWrittenAndAsItBecame() {
    Delivery written = delivery("delivery_a", "task_a", "{\"goal\":\"🦊\\u0000\"}".repeat(9000));
    deliveries().add(written);
    assertThat(deliveries().find("delivery_a")).contains(written);
    assertThat(deliveries().claim("delivery_a", START, START.plusSeconds(60))).isTrue();
    assertThat(deliveries().claim("delivery_a", START, START.plusSeconds(60))).isFalse();
    Delivery claimed = deliveries().find("delivery_a").orElseThrow();
    assertThat(claimed.attempts()).isEqualTo(1);
    assertThat(claimed.nextAttemptAt()).isEqualTo(START.plusSeconds(60));
    Delivery ended = ended(claimed, State.DELIVERED);
    assertThat(deliveries().update(ended)).isTrue();
    assertThat(deliveries().find("delivery_a")).contains(ended);
    assertThat(deliveries().update(ended(claimed, State.GIVEN_UP))).isFalse();
    assertThat(deliveries().claim("delivery_a", START.plusSeconds(99), START)).isFalse();
    assertThat(deliveries().again("delivery_a", START.plusSeconds(99))).isTrue();
    assertThat(deliveries().find("delivery_a").orElseThrow().attempts()).isZero();
    assertThat(deliveries().webhooksWithDue(START.plusSeconds(98))).isEmpty();
    assertThat(deliveries().webhooksWithDue(START.plusSeconds(99))).containsExactly("hook_a");
    assertThat(deliveries().again("delivery_none", START)).isFalse();
  }

  @Test
  default void theOldestIsDueFirstAndWhatFollowsInItsTaskWaitsForIt() {
    deliveries().add(delivery("delivery_1", "task_a", "1"));
    deliveries().add(delivery("delivery_2", "task_a", "2"));
    deliveries().add(delivery("delivery_3", "task_b", "3"));
    assertThat(due(START.minusMillis(1))).isEmpty();
    for (int attempt = 1; attempt <= KEEPS_ORDER; attempt++) {
      Instant now = START.plusSeconds(100L * attempt);
      assertThat(due(now)).isEqualTo("delivery_1");
      assertThat(deliveries().claim("delivery_1", now, now.plusSeconds(60))).isTrue();
      assertThat(due(now)).isEqualTo(attempt < KEEPS_ORDER ? "delivery_3" : "delivery_2");
    }
  }

  private String due(Instant now) {
    return deliveries().nextDue("hook_a", now, KEEPS_ORDER).map(Delivery::id).orElse("");
  }

  @Test
  default void whatIsAboutNoTaskWaitsForNothing() {
    deliveries().add(delivery("delivery_1", null, "1"));
    deliveries().add(delivery("delivery_2", null, "2"));
    assertThat(deliveries().claim("delivery_1", START, START.plusSeconds(60))).isTrue();
    assertThat(due(START)).isEqualTo("delivery_2");
  }

  @Test
  default void theLogIsNewestFirstPageByPageAndIsForgotten() {
    for (int n = 1; n <= 5; n++) {
      deliveries().add(delivery("delivery_" + n, "task_a", "" + n));
    }
    assertThat(deliveries().ofWebhook("hook_a", Optional.empty(), 2))
        .extracting(Delivery::id)
        .containsExactly("delivery_5", "delivery_4");
    assertThat(deliveries().ofWebhook("hook_a", Optional.of("delivery_4"), 9))
        .extracting(Delivery::id)
        .containsExactly("delivery_3", "delivery_2", "delivery_1");
    assertThat(deliveries().ofWebhook("hook_b", Optional.empty(), 9)).isEmpty();
    Delivery first = deliveries().find("delivery_1").orElseThrow();
    assertThat(deliveries().update(ended(first, State.DELIVERED))).isTrue();
    deliveries().forget(State.GIVEN_UP, START.plusSeconds(99));
    deliveries().forget(State.DELIVERED, START);
    assertThat(deliveries().ofWebhook("hook_a", Optional.empty(), 9)).hasSize(5);
    deliveries().forget(State.DELIVERED, START.plusSeconds(99));
    assertThat(deliveries().ofWebhook("hook_a", Optional.empty(), 9)).hasSize(4);
    deliveries().giveUp("hook_a", "nobody is there", START);
    assertThat(deliveries().ofWebhook("hook_a", Optional.empty(), 9))
        .allMatch(one -> one.state() == State.GIVEN_UP && !one.problem().isEmpty());
    deliveries().removeOf("hook_a");
    assertThat(deliveries().ofWebhook("hook_a", Optional.empty(), 9)).isEmpty();
  }

  @Test
  default void whatWaitedTooLongIsGivenUpAndCountedForEachWebhook() {
    Instant later = START.plusSeconds(100);
    for (int n = 1; n <= 4; n++) {
      deliveries().add(delivery("delivery_" + n, null, "" + n));
    }
    assertThat(deliveries().claim("delivery_1", START, later.plusSeconds(1))).isTrue();
    Delivery arrived = deliveries().find("delivery_2").orElseThrow();
    assertThat(deliveries().update(ended(arrived, State.DELIVERED))).isTrue();
    assertThat(deliveries().giveUpOverdue(START, later, "too long", later)).isEmpty();
    assertThat(deliveries().giveUpOverdue(later, START.minusMillis(1), "too long", later))
        .isEmpty();
    assertThat(deliveries().giveUpOverdue(later, later, "too long", later))
        .containsExactly(Map.entry("hook_a", 2));
    assertThat(deliveries().giveUpOverdue(later, later, "too long", later)).isEmpty();
    assertThat(deliveries().ofWebhook("hook_a", Optional.empty(), 9))
        .extracting(Delivery::state)
        .containsExactly(State.GIVEN_UP, State.GIVEN_UP, State.DELIVERED, State.PENDING);
    Delivery given = deliveries().find("delivery_3").orElseThrow();
    assertThat(given.problem()).isEqualTo("too long");
    assertThat(given.lastAttemptAt()).contains(later);
  }

  private static Webhook webhook(
      String id, Optional<Set<WebhookEvent>> events, Optional<Set<String>> sessions) {
    return new Webhook(
        id, URI.create("https://example.com/" + "x".repeat(1900)), events, sessions, "Ada", START);
  }

  private static Delivery delivery(String id, String taskId, String body) {
    return new Delivery(
        id,
        "hook_a",
        "event_a",
        WebhookEvent.TASK_STARTED,
        Optional.ofNullable(taskId),
        body,
        START,
        State.PENDING,
        0,
        START,
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty());
  }

  private static Delivery ended(Delivery delivery, State state) {
    return new Delivery(
        delivery.id(),
        delivery.webhookId(),
        delivery.eventId(),
        delivery.event(),
        delivery.taskId(),
        delivery.body(),
        delivery.madeAt(),
        state,
        delivery.attempts(),
        delivery.nextAttemptAt(),
        Optional.of(START.plusSeconds(1)),
        Optional.of(502),
        "the receiver answered 502",
        Optional.of(Duration.ofMillis(12)));
  }
}
