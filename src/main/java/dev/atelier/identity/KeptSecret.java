package dev.atelier.identity;

import dev.atelier.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A secret that is made once and kept in a file that only the server's user can read. */
public final class KeptSecret {
  private KeptSecret() {}

  /**
   * The secret of that file, 256 random bits in the base64 of addresses, made if there is none.
   *
   * @throws UncheckedIOException when it can be neither read nor written
   */
  public static Secret in(Path file) {
    try {
      // An empty one is what a crash in the middle of the first start leaves.
      if (!Files.exists(file) || Files.readString(file).isBlank()) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Secrets.random());
      }
      return Secret.of(Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file + " cannot be kept", unreadable);
    }
  }
}
