package dev.atelier.control;

import java.util.List;

/**
 * A task's place at the desktop it works on, from its beginning to its end. It has control unless a
 * person has, or it was paused. Thread-safe.
 */
public final class TaskLease {
  private final Seat seat;
  private final String id;
  private final String sessionId;
  private final String taskId;

  TaskLease(Seat seat, String id, String sessionId, String taskId) {
    this.seat = seat;
    this.id = id;
    this.sessionId = sessionId;
    this.taskId = taskId;
  }

  public String id() {
    return id;
  }

  public String sessionId() {
    return sessionId;
  }

  public String taskId() {
    return taskId;
  }

  /**
   * Waits until the task has control.
   *
   * @return the epoch in which it has it; what it does then carries that
   */
  public long awaitTurn() throws InterruptedException {
    return seat.awaitTurn(this);
  }

  /** Whether the task has had control since that epoch began. */
  public boolean has(long epoch) {
    return seat.driving()
        .filter(lease -> lease.id().equals(id) && lease.epoch() == epoch)
        .isPresent();
  }

  /** Whether the task has control. */
  public boolean drives() {
    return seat.driving().filter(lease -> lease.id().equals(id)).isPresent();
  }

  /** What the task's actions are sent with. */
  public Permit permit(long epoch) {
    return new Permit(id, epoch);
  }

  /** Whether a person had control since that was last asked, and left without handing it back. */
  public boolean wasAbandoned() {
    return seat.wasAbandoned();
  }

  /** Who had control since this was last asked, in order. */
  public List<HandOver> handOvers() {
    return seat.takeHandOvers();
  }
}
