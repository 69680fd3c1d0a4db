package dev.atelier.desktop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** How much the files below a directory hold; links are not followed. */
final class FileSizes extends SimpleFileVisitor<Path> {
  private static final int BLOCK = 4096;

  private long bytes;

  private FileSizes() {}

  /** In MiB, rounded up; what vanishes meanwhile, or cannot be read, does not count. */
  static long mb(Path directory) {
    FileSizes sizes = new FileSizes();
    try {
      Files.walkFileTree(directory, sizes);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return (sizes.bytes + (1 << 20) - 1) >> 20;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
    // A sparse file counts as if it were full: what it takes of the disk is not told.
    bytes += (found.size() + BLOCK - 1) / BLOCK * BLOCK;
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException gone) {
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path directory, IOException cut) {
    return FileVisitResult.CONTINUE;
  }
}
