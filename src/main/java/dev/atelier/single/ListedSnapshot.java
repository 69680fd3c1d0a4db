package dev.atelier.single;

import dev.atelier.snapshot.Snapshot;
import java.math.BigDecimal;

/**
 * A snapshot.
 *
 * @param baseContainer id of the desktop that it was taken of
 */
record ListedSnapshot(
    String id,
    String tag,
    BigDecimal createdAt,
    String baseContainer,
    long sizeBytes,
    String note) {

  static ListedSnapshot of(Snapshot snapshot) {
    return new ListedSnapshot(
        snapshot.id(),
        snapshot.id(),
        UnixTime.of(snapshot.createdAt()),
        snapshot.sessionId(),
        snapshot.bytes(),
        snapshot.note());
  }
}
