package dev.atelier.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a backup says of itself: its last entry, {@code manifest.json}.
 *
 * @param format of the archive; another number is another shape
 * @param version of the server that made it
 */
record Manifest(
    int format,
    String id,
    Origin origin,
    Instant createdAt,
    String madeBy,
    String version,
    Contents contents,
    List<Entry> entries) {
  static final int FORMAT = 1;
  static final String NAME = "manifest.json";

  /** One file of the archive. */
  record Entry(String name, long bytes, String sha256) {}

  Manifest {
    entries = List.copyOf(entries);
  }

  long bytes() {
    return entries.stream().mapToLong(Entry::bytes).sum();
  }

  List<Entry> pictures() {
    return entries.stream().filter(entry -> !entry.name().equals(Archive.DATABASE)).toList();
  }

  Manifest with(List<Entry> written) {
    return new Manifest(format, id, origin, createdAt, madeBy, version, contents, written);
  }
}
