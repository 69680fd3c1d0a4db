package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file system of its own in a file, so that a test may fill a disk. Needs root. */
final class SmallDisk implements AutoCloseable {
  private final Path image;
  private final Path directory;

  SmallDisk(int megabytes) {
    try {
      Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "disk");
      image = home.resolve("image");
      directory = Files.createDirectory(home.resolve("mounted"));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    run("truncate", "-s", megabytes + "M", image.toString());
    run("mkfs.ext4", "-q", "-m", "0", image.toString());
    run("mount", "-o", "loop", image.toString(), directory.toString());
  }

  /** Where the test cannot have one it is skipped, but never in continuous integration. */
  static void require() {
    Requirement.met(
        "root".equals(System.getProperty("user.name"))
            ? Optional.empty()
            : Optional.of("mounting a small disk needs root"));
  }

  Path directory() {
    return directory;
  }

  /** Leaves only so much room. */
  void fill(int megabytesLeft) {
    try {
      long taken = Files.getFileStore(directory).getUsableSpace() - megabytesLeft * 1_000_000L;
      run("fallocate", "-l", Long.toString(taken), filler());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  void free() {
    run("rm", "-f", filler());
  }

  private String filler() {
    return directory.resolve("filler").toString();
  }

  /** Idempotent. */
  @Override
  public void close() {
    if (Files.exists(image)) {
      run("umount", "-l", directory.toString());
      run("rm", "-rf", image.getParent().toString());
    }
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(List.of(command) + ": " + text).isZero();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }
}
