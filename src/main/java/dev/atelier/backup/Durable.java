package dev.atelier.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Changes of files that are whole or not there, whenever the power fails. */
final class Durable {
  private Durable() {}

  /** Gives a file its final name once all of it is on the disk. */
  static void move(Path whole, Path target) throws IOException {
    sync(whole, StandardOpenOption.WRITE);
    Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(target.toAbsolutePath().getParent(), StandardOpenOption.READ);
  }

  static void write(Path file, String text) throws IOException {
    Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
    Path part = Files.createTempFile(directory, "part", null);
    try {
      Files.write(part, text.getBytes(StandardCharsets.UTF_8));
      move(part, file);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  static void remove(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      sync(file.toAbsolutePath().getParent(), StandardOpenOption.READ);
    }
  }

  private static void sync(Path file, StandardOpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(file, option)) {
      channel.force(true);
    }
  }
}
