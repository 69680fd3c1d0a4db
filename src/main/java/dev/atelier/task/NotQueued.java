package dev.atelier.task;

/** A task waits no more: it has begun, or has ended. */
public final class NotQueued extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotQueued(String taskId) {
    super(taskId + " does not wait in the queue any more: it has begun or has ended");
  }
}
