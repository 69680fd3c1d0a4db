package dev.atelier.webhook;

import java.util.Arrays;
import java.util.Optional;

/** What a webhook may be told of; the words are the contract's. */
public enum WebhookEvent {
  TASK_STARTED("task.started"),
  TASK_NEEDS_APPROVAL("task.needs_approval"),
  /** A task waits for what only a person can give. */
  TASK_NEEDS_YOU("task.needs_you"),
  TASK_FINISHED("task.finished"),
  BUDGET_EXCEEDED("budget.exceeded"),
  /** What was due by the clock was not begun, or did not end well. */
  SCHEDULE_FAILED("schedule.failed"),
  /** Asked for by a person who wants to know whether it arrives; nobody subscribes to it. */
  PING("ping");

  private final String word;

  WebhookEvent(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /** Whether one can ask to be told of it. */
  boolean canBeWanted() {
    return this != PING;
  }

  /** The event of that word; empty where there is none. */
  public static Optional<WebhookEvent> of(String word) {
    return Arrays.stream(values()).filter(event -> event.word.equals(word)).findFirst();
  }
}
