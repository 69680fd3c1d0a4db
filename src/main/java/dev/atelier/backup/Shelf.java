package dev.atelier.backup;

import dev.atelier.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where backups lie: {@code backups} of the data directory. What is named like one is whole; what
 * is being made has another name. Thread-safe.
 */
final class Shelf {
  private static final Logger LOG = Logger.getLogger(Shelf.class.getName());
  private static final Pattern ID = Pattern.compile("bkp_[2-9a-z]{14}");
  private static final String WHOLE = ".zip";
  private static final String DRAFT = "draft";

  private final Path directory;

  Shelf(Path data) {
    this.directory = data.resolve("backups");
  }

  static String nextId() {
    return Ids.next("bkp_");
  }

  /** The newest first. */
  List<Backup> all() {
    return ids().stream()
        .flatMap(id -> find(id).stream())
        .sorted(Comparator.comparing(Backup::createdAt).thenComparing(Backup::id).reversed())
        .toList();
  }

  /** Of all that lie here, also of those that cannot be read. */
  List<String> ids() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(WHOLE))
          .map(name -> name.substring(0, name.length() - WHOLE.length()))
          .filter(this::has)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** One that is there and can be read. */
  Optional<Backup> find(String id) {
    if (!has(id)) {
      return Optional.empty();
    }
    Path file = file(id);
    try (Archive archive = Archive.open(file)) {
      return Optional.of(Backup.of(id, archive.manifest(), Files.size(file)));
    } catch (IOException | UnusableBackup damaged) {
      LOG.log(Level.WARNING, damaged, () -> file + " is no backup that can be used");
      return Optional.empty();
    }
  }

  boolean has(String id) {
    return ID.matcher(id).matches() && Files.isRegularFile(file(id));
  }

  Path file(String id) {
    if (!ID.matcher(id).matches()) {
      throw new UnknownBackup();
    }
    return directory.resolve(id + WHOLE);
  }

  /** A place for something that is being made, which whoever asks for it removes. */
  Path draft(String ending) throws IOException {
    Path draft = Files.createTempFile(Files.createDirectories(directory), DRAFT, ending);
    Files.delete(draft);
    return draft;
  }

  void put(Path whole, String id) throws IOException {
    Durable.move(whole, file(id));
  }

  void delete(String id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  /** Removes what a crash left half-made. */
  void sweep() {
    if (!Files.isDirectory(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith(DRAFT)).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException unswept) {
      LOG.log(Level.WARNING, "unfinished backups could not be removed", unswept);
    }
  }
}
