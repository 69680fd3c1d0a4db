package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * By what programs tell one machine from another; a copy of a desktop must not pass for the
 * original.
 *
 * <p>Source: machine-id(5): 32 lower-case hexadecimal digits and a newline.
 */
final class MachineId {
  private static final int DIGITS = 32;

  private MachineId() {}

  /** The same for a desktop whenever its container is made again. */
  static String of(String desktop) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("dev.atelier.desktop " + desktop).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Writes it into a container that has not been started yet. */
  static void write(DockerClient docker, String container, String desktop) {
    docker
        .copyArchiveToContainerCmd(container)
        .withRemotePath("/etc")
        .withTarInputStream(new ByteArrayInputStream(archive(of(desktop) + "\n")))
        .exec();
  }

  private static byte[] archive(String text) {
    byte[] content = text.getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      TarArchiveEntry entry = new TarArchiveEntry("machine-id");
      entry.setSize(content.length);
      entry.setMode(0444);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
