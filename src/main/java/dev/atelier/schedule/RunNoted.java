package dev.atelier.schedule;

/** A run was taken up, or ended. Fired within the transaction that stores it. */
public record RunNoted(Schedule schedule, ScheduleRun run) {

  /** As the audit names it. */
  public String type() {
    return switch (run.outcome()) {
      case BEGINNING -> "schedule.due";
      case RUNNING -> "schedule.started";
      case COMPLETED -> "schedule.completed";
      case SKIPPED -> "schedule.skipped";
      case MISSED -> "schedule.missed";
      case FAILED, REFUSED -> "schedule.failed";
    };
  }
}
