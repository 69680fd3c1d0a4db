package dev.atelier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Payara unpacked once for all servers of a run, as {@code compose/server.sh} does it: from its
 * archive each start would take some seconds more. Thread-safe, also among processes.
 */
final class UnpackedPayara {
  private static final Path ARCHIVE = Path.of("target/payara-micro.jar");
  private static final Path UNPACKED = Path.of("target/payara-of-tests");
  private static final Path CONFIG = Path.of("config");

  private UnpackedPayara() {}

  /**
   * Puts it, as if it had never run, where a server may write.
   *
   * @return what is to be started
   */
  static Path into(Path home) throws IOException, InterruptedException {
    Path unpacked = unpacked();
    Path own = home.resolve("payara");
    remove(own);
    try (Stream<Path> files = Files.walk(unpacked)) {
      for (Path file : files.toList()) {
        Path inside = unpacked.relativize(file);
        if (Files.isDirectory(file)) {
          Files.createDirectories(own.resolve(inside));
        } else if (inside.startsWith(CONFIG)) {
          Files.copy(file, own.resolve(inside));
        } else {
          Files.createLink(own.resolve(inside), file);
        }
      }
    }
    return own.resolve("launch-micro.jar");
  }

  private static Path unpacked() throws IOException, InterruptedException {
    if (!Files.isDirectory(UNPACKED)) {
      Path fresh = Files.createTempDirectory(Path.of("target"), "payara");
      unpack(fresh);
      try {
        Files.move(fresh, UNPACKED);
      } catch (FileSystemException anotherWasSooner) {
        remove(fresh);
      }
    }
    return UNPACKED;
  }

  private static void unpack(Path directory) throws IOException, InterruptedException {
    String java = ProcessHandle.current().info().command().orElse("java");
    List<String> command =
        List.of(
            java,
            "-jar",
            ARCHIVE.toString(),
            "--rootdir",
            directory.toString(),
            "--outputlauncher");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("Payara was not unpacked");
    }
  }

  private static void remove(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .sorted((one, other) -> other.compareTo(one))
          .forEach(
              file -> {
                try {
                  Files.deleteIfExists(file);
                } catch (IOException notOurs) {
                  throw new UncheckedIOException(notOurs);
                }
              });
    }
  }
}
