package dev.atelier.task;

import dev.atelier.Caller;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which tasks are wanted.
 *
 * @param sessions on which desktops; on all where it is empty
 * @param statuses how they stand; any where there is none
 * @param givenBy words of the name of who gave them; anybody where it is blank
 * @param words what their goals hold; anything where it is blank
 * @param from those that began then or later
 * @param until those that began before
 */
public record TaskFilter(
    Optional<Set<String>> sessions,
    Set<TaskStatus> statuses,
    String givenBy,
    String words,
    Optional<Instant> from,
    Optional<Instant> until) {
  public static final TaskFilter ALL =
      new TaskFilter(Optional.empty(), Set.of(), "", "", Optional.empty(), Optional.empty());

  public TaskFilter {
    sessions = sessions.map(Set::copyOf);
    statuses = Set.copyOf(statuses);
    givenBy = givenBy.strip().toLowerCase(Locale.ROOT);
    words = words.strip().toLowerCase(Locale.ROOT);
  }

  /** The same among the desktops that are there for somebody. */
  public TaskFilter seenBy(Caller caller) {
    return caller.desktops().map(this::within).orElse(this);
  }

  private TaskFilter within(Set<String> bounds) {
    Set<String> both =
        sessions
            .map(wanted -> wanted.stream().filter(bounds::contains).collect(Collectors.toSet()))
            .orElse(bounds);
    return new TaskFilter(Optional.of(both), statuses, givenBy, words, from, until);
  }

  /** The same, and also those that run: one that a person drives waits, which is not on record. */
  TaskFilter onRecord() {
    if (!statuses.contains(TaskStatus.PAUSED)) {
      return this;
    }
    Set<TaskStatus> recorded = EnumSet.copyOf(statuses);
    recorded.add(TaskStatus.RUNNING);
    return new TaskFilter(sessions, recorded, givenBy, words, from, until);
  }

  /** Whether a task that stands so is wanted. */
  boolean wants(TaskStatus status) {
    return statuses.isEmpty() || statuses.contains(status);
  }

  /** Whether no task can come through. */
  public boolean admitsNone() {
    return sessions.filter(Set::isEmpty).isPresent();
  }

  /** Whether a task comes through. */
  public boolean admits(Task task) {
    return sessions.map(wanted -> wanted.contains(task.sessionId())).orElse(true)
        && wants(task.status())
        && task.givenBy().toLowerCase(Locale.ROOT).contains(givenBy)
        && task.goal().text().toLowerCase(Locale.ROOT).contains(words)
        && from.map(moment -> !task.startedAt().isBefore(moment)).orElse(true)
        && until.map(moment -> task.startedAt().isBefore(moment)).orElse(true);
  }
}
