package dev.atelier.schedule;

/** What is asked of schedules cannot be done as things stand; the message says why. */
public final class ScheduleRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ScheduleRefused(String message) {
    super(message);
  }
}
