package dev.atelier.snapshot;

import dev.atelier.task.Task;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A desktop went back to how it was before.
 *
 * @param at when it did
 * @param backTo when what it went back to was saved
 * @param beforeTask the task that it was saved for, if it was saved for one
 */
public record Restoration(
    String sessionId, Instant at, Instant backTo, Optional<String> beforeTask) {

  /** A desktop goes back now; what was saved of another one holds nothing of its tasks. */
  static Restoration to(Snapshot snapshot, String sessionId, Instant now) {
    boolean own = snapshot.sessionId().equals(sessionId);
    return new Restoration(
        sessionId,
        now,
        own ? snapshot.createdAt() : Instant.EPOCH,
        own ? snapshot.taskId() : Optional.empty());
  }

  /**
   * When a task's desktop went back to before the task; empty where what the task did is on the
   * desktop, also where it went forward to it again.
   *
   * @param all of the task's desktop, in any order
   */
  static Optional<Instant> undoing(Task task, List<Restoration> all) {
    Optional<Restoration> last = lastBefore(Instant.MAX, all);
    while (last.filter(each -> each.at().isAfter(task.startedAt())).isPresent()) {
      Restoration each = last.get();
      if (each.isToBefore(task)) {
        return Optional.of(each.at());
      }
      last = lastBefore(each.backTo(), all);
    }
    return Optional.empty();
  }

  private boolean isToBefore(Task task) {
    return beforeTask.filter(task.id()::equals).isPresent() || !backTo.isAfter(task.startedAt());
  }

  private static Optional<Restoration> lastBefore(Instant moment, List<Restoration> all) {
    return all.stream()
        .filter(each -> each.at().isBefore(moment))
        .max(Comparator.comparing(Restoration::at));
  }
}
