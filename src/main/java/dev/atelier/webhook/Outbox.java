package dev.atelier.webhook;

import dev.atelier.schedule.RunNoted;
import dev.atelier.task.StepTaken;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import dev.atelier.task.TaskStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;

/**
 * Writes down what is to be told within the transaction in which it happens: what happened is told,
 * whatever becomes of the server then. Thread-safe.
 */
@ApplicationScoped
@Transactional
public class Outbox {
  private final Webhooks webhooks;
  private final DeliveryRepository deliveries;
  private final Clock clock;

  @Inject
  Outbox(Webhooks webhooks, DeliveryRepository deliveries, Clock clock) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Outbox() {
    this(null, null, null);
  }

  void taskChanged(@Observes TaskChanged change) {
    Task task = change.task();
    if (change.type().equals("task.started") || change.type().equals("task.resumed")) {
      tell(Message.of(WebhookEvent.TASK_STARTED, task, clock.instant()), task);
    }
    if (change.type().equals("task." + task.status().word()) && task.status().ended()) {
      tell(Message.of(WebhookEvent.TASK_FINISHED, task, clock.instant()), task);
      if (task.status() == TaskStatus.BUDGET_EXCEEDED_USD) {
        tell(Message.of(WebhookEvent.BUDGET_EXCEEDED, task, clock.instant()), task);
      }
    }
  }

  /** The step holds the question; that the task waits is the same transaction. */
  void stepTaken(@Observes StepTaken taken) {
    if (taken.task().status().asks()) {
      tell(Message.question(taken.task(), taken.step(), clock.instant()), taken.task());
    }
  }

  void runNoted(@Observes RunNoted noted) {
    if (noted.run().outcome().isFailure()) {
      tell(
          Message.failure(noted.schedule(), noted.run(), clock.instant()),
          noted.schedule().draft().sessionId());
    }
  }

  private void tell(Message message, Task about) {
    tell(message, about.sessionId());
  }

  private void tell(Message message, String sessionId) {
    webhooks.all().stream()
        .filter(webhook -> webhook.wants(message.event(), sessionId))
        .forEach(webhook -> deliveries.add(message.to(webhook)));
  }
}
