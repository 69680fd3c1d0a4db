package dev.atelier.schedule;

/**
 * A schedule was made, changed, deleted or asked to run. Fired within the transaction that stores
 * it.
 *
 * @param type as the audit names it, such as {@code schedule.added}
 * @param actor who caused it
 */
public record ScheduleChanged(String type, Schedule schedule, String actor) {}
