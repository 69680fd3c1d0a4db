package dev.atelier.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** How an archive comes about: the database at one moment first, then the pictures it shows. */
final class Saving {
  private final Shelf shelf;
  private final DatabaseFile database;
  private final Stamp stamp;
  private final String version;

  Saving(Shelf shelf, DatabaseFile database, Stamp stamp, String version) {
    this.shelf = shelf;
    this.database = database;
    this.stamp = stamp;
    this.version = version;
  }

  /** Who wants it, when, and by which id it is known. */
  record Order(String id, Origin origin, Instant at, String actor) {}

  /** Saves the database in use, and the pictures of a directory. */
  Backup all(Order order, Path pictures, Making making) throws IOException {
    Path copy = shelf.draft(".mv.db");
    try {
      database.copyTo(copy);
      List<Path> files = pictures(pictures);
      making.expects(Files.size(copy) + bytes(files));
      return write(order, copy, pictures, files, making);
    } finally {
      Files.deleteIfExists(copy);
    }
  }

  /** Saves a database that nobody works on, without the pictures, which stay where they are. */
  Backup database(Order order, Path copy) throws IOException {
    return write(order, copy, copy, List.of(), Making.ofTheServer(order.at()));
  }

  private Backup write(Order order, Path copy, Path pictures, List<Path> files, Making making)
      throws IOException {
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            order.id(),
            order.origin(),
            order.at(),
            order.actor(),
            version,
            database.contents(copy),
            List.of());
    Path draft = shelf.draft(".zip");
    try {
      try (ArchiveWriter archive = new ArchiveWriter(draft, stamp, making)) {
        archive.database(copy);
        for (Path file : files) {
          add(archive, pictures, file);
        }
        archive.finish(manifest);
      }
      shelf.put(draft, order.id());
      return shelf.find(order.id()).orElseThrow(UnknownBackup::new);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void add(ArchiveWriter archive, Path pictures, Path file) throws IOException {
    String name = Archive.PICTURES + pictures.relativize(file).toString().replace('\\', '/');
    try {
      archive.picture(name, file);
    } catch (NoSuchFileException prunedMeanwhile) {
      // No step shows it any more.
    }
  }

  private static List<Path> pictures(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory, 2)) {
      return files.filter(file -> file.toString().endsWith(".png")).sorted().toList();
    }
  }

  private static long bytes(List<Path> files) {
    return files.stream().mapToLong(file -> file.toFile().length()).sum();
  }
}
