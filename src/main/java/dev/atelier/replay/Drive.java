package dev.atelier.replay;

import dev.atelier.audit.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A time during which a person had the desktop in the middle of a task.
 *
 * @param end how it ended; empty while it lasts, or when the task was over first
 */
record Drive(AuditEntry begin, Optional<AuditEntry> end) {
  /** The entries that tell of control. */
  static final String ENTRIES = "control.*";

  private static final String TAKEN = "control.taken";
  private static final String HANDED_BACK = "control.handed_back";
  private static final String EXPIRED = "control.expired";
  private static final String FORCED = "control.force_released";

  /** Of what is on record of a desktop's control, in order, those in the middle of a task. */
  static List<Drive> during(String taskId, List<AuditEntry> entries) {
    List<Drive> drives = new ArrayList<>();
    for (int n = 0; n < entries.size(); n++) {
      AuditEntry entry = entries.get(n);
      if (entry.type().equals(TAKEN) && entry.taskId().filter(taskId::equals).isPresent()) {
        drives.add(new Drive(entry, endOf(entry, entries.subList(n + 1, entries.size()))));
      }
    }
    return drives;
  }

  /** Whatever ends it begins the next epoch. */
  private static Optional<AuditEntry> endOf(AuditEntry begin, List<AuditEntry> later) {
    return later.stream()
        .filter(entry -> List.of(HANDED_BACK, EXPIRED, FORCED).contains(entry.type()))
        .filter(entry -> entry.epoch() == begin.epoch() + 1)
        .findFirst();
  }

  String driver() {
    return begin.actor();
  }

  Instant at() {
    return begin.at();
  }

  /**
   * @param now until when, if it has no end
   */
  Duration length(Instant now) {
    Duration length = Duration.between(at(), end.map(AuditEntry::at).orElse(now));
    return length.isNegative() ? Duration.ZERO : length;
  }

  /** Such as {@code Anna drove for 2 min: “logged in”}. */
  String sentence(Instant now, boolean taskEnded) {
    String drove = driver() + " drove for " + Sentences.span(length(now));
    if (end.isEmpty()) {
      return taskEnded ? drove + ", until the task ended" : driver() + " is driving";
    }
    return switch (end.get().type()) {
      case EXPIRED -> drove + ", until nothing more was heard of them";
      case FORCED -> drove + ", until " + end.get().actor() + " took control away";
      default -> drove + (note().isEmpty() ? "" : ": " + Sentences.quoted(note()));
    };
  }

  String note() {
    return end.map(entry -> entry.detail().get("note"))
        .map(Object::toString)
        .map(String::strip)
        .orElse("");
  }
}
