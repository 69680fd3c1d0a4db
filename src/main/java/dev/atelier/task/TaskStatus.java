package dev.atelier.task;

import java.util.Locale;

/** Where a task is; the words are the contract's. */
public enum TaskStatus {
  QUEUED,
  STARTING,
  RUNNING,
  PAUSED,
  NEEDS_APPROVAL,
  NEEDS_YOU,
  COMPLETED,
  CANCELLED,
  BUDGET_EXCEEDED_STEPS,
  BUDGET_EXCEEDED_USD,
  DESKTOP_ERROR,
  API_ERROR;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean ended() {
    return switch (this) {
      case QUEUED, STARTING, RUNNING, PAUSED, NEEDS_APPROVAL, NEEDS_YOU -> false;
      default -> true;
    };
  }

  /** Whether the task waits for a person's answer. */
  public boolean asks() {
    return this == NEEDS_APPROVAL || this == NEEDS_YOU;
  }

  public static TaskStatus ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
