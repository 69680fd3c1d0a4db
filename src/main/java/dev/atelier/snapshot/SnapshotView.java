package dev.atelier.snapshot;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A snapshot as the contract shows it.
 *
 * @param takenBy null where that is not known
 * @param problem why it can no longer be used; null while it can
 */
record SnapshotView(
    String id,
    String sessionId,
    String sessionLabel,
    String tag,
    String kind,
    String note,
    String taskId,
    long sizeBytes,
    long systemBytes,
    long homeBytes,
    Snapshot.Template template,
    String problem,
    String takenBy,
    Instant createdAt) {

  static SnapshotView of(Snapshot snapshot, Optional<String> problem) {
    return new SnapshotView(
        snapshot.id(),
        snapshot.sessionId(),
        snapshot.sessionLabel(),
        snapshot.id(),
        snapshot.kind().name().toLowerCase(Locale.ROOT),
        snapshot.note(),
        snapshot.taskId().orElse(null),
        snapshot.bytes(),
        snapshot.systemBytes(),
        snapshot.homeBytes(),
        snapshot.template().orElse(null),
        problem.orElse(null),
        snapshot.takenBy().isEmpty() ? null : snapshot.takenBy(),
        snapshot.createdAt());
  }
}
