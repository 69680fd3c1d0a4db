package dev.atelier.snapshot;

import java.time.Instant;
import java.util.Locale;

/** A snapshot as the contract shows it. */
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
    Instant createdAt) {

  static SnapshotView of(Snapshot snapshot) {
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
        snapshot.createdAt());
  }
}
