package dev.atelier.backup;

import dev.atelier.CrashPoint;
import dev.atelier.backup.Journal.Page;
import dev.atelier.backup.Journal.Phase;
import dev.atelier.backup.Saving.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Puts the data of a backup in place before anybody opens the database. Each step can be done
 * again, and only the last but one, a rename, changes what is there: after a crash it begins anew.
 */
public final class RestoreAtStart {
  private static final Logger LOG = Logger.getLogger(RestoreAtStart.class.getName());

  private final Path data;
  private final Journal journal;
  private final Shelf shelf;
  private final DatabaseFile database;
  private final Saving saving;
  private final Clock clock;
  private final Consumer<String> passed;

  public RestoreAtStart(Path data, DatabaseFile database, String version, Clock clock) {
    this(data, database, version, clock, CrashPoint::passed);
  }

  RestoreAtStart(
      Path data, DatabaseFile database, String version, Clock clock, Consumer<String> passed) {
    this.data = data;
    this.journal = new Journal(data);
    this.shelf = new Shelf(data);
    this.database = database;
    this.saving = new Saving(shelf, database, Stamp.of(data), version);
    this.clock = clock;
    this.passed = passed;
  }

  /** Fulfils the wish, if there is one; where that cannot be, everything stays as it was. */
  public void fulfil() {
    Optional<RestoreWish> wish = journal.read(Phase.ASKED).map(Page::wish);
    if (wish.isEmpty() || database.problem().isPresent()) {
      return;
    }
    shelf.sweep();
    try {
      restore(wish.get());
    } catch (IOException | RuntimeException | VirtualMachineError failed) {
      // Also without memory: the next start would have no more.
      LOG.log(Level.SEVERE, "the backup is not restored; everything is as it was", failed);
      journal.write(Phase.REFUSED, wish.get(), String.valueOf(failed.getMessage()));
      return;
    }
    passed.accept("restore-in-place");
    journal.write(Phase.DONE, wish.get(), "");
    passed.accept("restore-done");
  }

  private void restore(RestoreWish wish) throws IOException {
    Path next = beside("next-");
    Path present = beside("until-");
    try (Archive archive = Archive.open(shelf.file(wish.backupId()))) {
      archive.check();
      unpackPictures(archive);
      passed.accept("restore-pictures");
      boolean isFirst = !Files.exists(database.path());
      if (!isFirst) {
        Files.deleteIfExists(present);
        Files.copy(database.path(), present);
        saveUntilNow(wish, present);
      }
      passed.accept("restore-saved");
      Files.deleteIfExists(next);
      archive.database(next);
      database.prepare(next, isFirst ? Optional.empty() : Optional.of(present));
      passed.accept("restore-prepared");
      putInPlace(next);
    } finally {
      Files.deleteIfExists(next);
      Files.deleteIfExists(present);
    }
  }

  /** What fails once it is there changes nothing any more. */
  private void putInPlace(Path next) throws IOException {
    try {
      Durable.move(next, database.path());
    } catch (IOException failed) {
      if (Files.exists(next)) {
        throw failed;
      }
      LOG.log(Level.WARNING, "the backup is in place, and would not be after a power cut", failed);
    }
  }

  /** Of the first attempt only: after that the present may be the backup's own. */
  private void saveUntilNow(RestoreWish wish, Path present) throws IOException {
    if (!shelf.has(wish.untilId())) {
      var unused =
          saving.database(
              new Order(
                  wish.untilId(),
                  Origin.BEFORE_RESTORE,
                  clock.instant().truncatedTo(ChronoUnit.MILLIS),
                  wish.askedBy()),
              present);
    }
  }

  /** What a picture shows is its name: those that are there already are the same. */
  private void unpackPictures(Archive archive) throws IOException {
    for (Manifest.Entry entry : archive.manifest().pictures()) {
      Path target = data.resolve(entry.name());
      if (!Files.exists(target)) {
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), "part", null);
        try {
          archive.extract(entry, part);
          Durable.move(part, target);
        } finally {
          Files.deleteIfExists(part);
        }
      }
    }
  }

  /**
   * On the same file system, so that a rename puts it in place; by a name that H2 does not take.
   */
  private Path beside(String beginning) throws IOException {
    Path file = database.path().toAbsolutePath();
    Files.createDirectories(file.getParent());
    return file.resolveSibling(beginning + file.getFileName());
  }
}
