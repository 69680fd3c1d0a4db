package dev.atelier.backup;

import java.time.Instant;

/**
 * A backup that lies here, whole.
 *
 * @param createdAt the moment it shows; its data are as they were then
 * @param madeBy who asked for it
 * @param version of the server that made it
 * @param bytes how large its file is
 * @param pictures how many pictures of steps it has
 */
public record Backup(
    String id,
    Origin origin,
    Instant createdAt,
    String madeBy,
    String version,
    Contents contents,
    long pictures,
    long bytes) {

  /** One whose file has another name than it gives itself came from elsewhere. */
  static Backup of(String id, Manifest manifest, long bytes) {
    return new Backup(
        id,
        id.equals(manifest.id()) ? manifest.origin() : Origin.UPLOADED,
        manifest.createdAt(),
        manifest.madeBy(),
        manifest.version(),
        manifest.contents(),
        manifest.pictures().size(),
        bytes);
  }
}
