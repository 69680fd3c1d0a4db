package dev.atelier.backup;

import dev.atelier.Caller;
import dev.atelier.MadeAtStart;
import dev.atelier.NotAllowed;
import dev.atelier.backup.Saving.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The backups there are, made one at a time, each on record. Thread-safe. */
@ApplicationScoped
public class Backups implements MadeAtStart {
  /** So many lie here at most; nobody's are removed for those of others. */
  static final int MOST = 30;

  private static final int MOST_UPLOADS = 2;

  private final Shelf shelf;
  private final Path pictures;
  private final DatabaseFile database;
  private final Event<BackupNoted> events;
  private final Clock clock;
  private final Stamp stamp;
  private final boolean foreign;
  private final Saving saving;
  private final AtomicReference<Making> making = new AtomicReference<>();
  private final Semaphore uploads = new Semaphore(MOST_UPLOADS);

  /**
   * @param foreign whether what another server made is taken in
   */
  @Inject
  Backups(
      @ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data,
      @ConfigProperty(name = "atelier.version") String version,
      @ConfigProperty(name = "ATELIER_FOREIGN_BACKUPS", defaultValue = "false") boolean foreign,
      DatabaseFile database,
      Event<BackupNoted> events,
      Clock clock) {
    this.shelf = new Shelf(Path.of(data));
    this.pictures = Path.of(data, "pictures");
    this.database = database;
    this.events = events;
    this.clock = clock;
    this.stamp = Stamp.of(Path.of(data));
    this.foreign = foreign;
    this.saving = new Saving(shelf, database, stamp, version);
  }

  /** For CDI's proxy only. */
  protected Backups() {
    shelf = null;
    pictures = null;
    database = null;
    events = null;
    clock = null;
    stamp = null;
    foreign = false;
    saving = null;
  }

  @Override
  public void make() {
    shelf.sweep();
  }

  /** Why nothing can be saved here, with the way out; empty where it can. */
  public Optional<String> problem() {
    return database.problem();
  }

  /** The newest first. */
  public List<Backup> all() {
    return shelf.all();
  }

  /** The ids of files that lie here as backups and cannot be read. */
  public List<String> unreadable() {
    return shelf.ids().stream().filter(id -> shelf.find(id).isEmpty()).toList();
  }

  /**
   * The backup of that id.
   *
   * @throws UnknownBackup when there is none
   */
  public Backup get(String id) {
    return shelf.find(id).orElseThrow(UnknownBackup::new);
  }

  /** The one that is being made of this server. */
  public Optional<Making> making() {
    return Optional.ofNullable(making.get()).filter(own -> !own.isOfFile());
  }

  /** Has the one that is being made given up; nothing of it is left. */
  public void cancel() {
    making().ifPresent(Making::cancel);
  }

  /**
   * Saves how everything is now.
   *
   * @throws BackupRefused when it cannot be saved, one is being made, or there are too many
   */
  public Backup make(Caller by) {
    return make(Origin.ASKED, by);
  }

  Backup make(Origin origin, Caller by) {
    requireAll(by);
    requireRoom();
    return alone(
        Making.ofTheServer(clock.instant()),
        own ->
            noted(saving.all(order(origin, by.name()), pictures, own), "backup.made", by.name()));
  }

  /**
   * Takes in the file of a backup that this server made, or another where that is allowed: the
   * database in it may be one that does what its author wants as soon as it is opened.
   *
   * <p>It may take as long to come as whoever sends it likes, and nothing else waits for that.
   *
   * @throws UnusableBackup when it is none, or none for this server
   */
  public Backup take(InputStream file, Caller by) {
    requireAll(by);
    database.problem().ifPresent(Backups::refuse);
    requireRoom();
    if (!uploads.tryAcquire()) {
      refuse(MOST_UPLOADS + " backups are being brought already; wait until one is here");
    }
    try {
      return received(file, by);
    } catch (IOException failed) {
      throw new BackupFailed("the backup could not be brought here", failed);
    } finally {
      uploads.release();
    }
  }

  private Backup received(InputStream file, Caller by) throws IOException {
    Path draft = shelf.draft(".zip");
    try {
      Files.copy(file, draft);
      return alone(Making.ofFile(clock.instant()), own -> checked(draft, by));
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private Backup checked(Path draft, Caller by) throws IOException {
    requireRoom();
    requireOurs(draft);
    check(draft);
    String id = Shelf.nextId();
    shelf.put(draft, id);
    return noted(get(id), "backup.uploaded", by.name());
  }

  /** Reads all of it, and opens the database in it. */
  void check(Path file) {
    try (Archive archive = Archive.open(file)) {
      requireRoomFor(archive, file);
      archive.check();
      Path copy = shelf.draft(".mv.db");
      try {
        archive.database(copy);
        var unused = database.contents(copy);
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException failed) {
      throw new BackupFailed("the backup could not be checked", failed);
    }
  }

  private void requireOurs(Path file) throws IOException {
    try (Archive archive = Archive.open(file)) {
      if (!foreign && !archive.bears(stamp)) {
        throw new UnusableBackup(
            "this server did not make the backup, or it was changed since; to bring one of another"
                + " server of yours, give this one its backup-key, or set"
                + " ATELIER_FOREIGN_BACKUPS=true for as long as that takes");
      }
    }
  }

  /** The server at work keeps half of the disk's room, whatever an archive unpacks to. */
  private static void requireRoomFor(Archive archive, Path file) throws IOException {
    if (archive.unpackedBytes() > Files.getFileStore(file).getUsableSpace() / 2.0) {
      throw new UnusableBackup("the disk of the server has too little room for what is in it");
    }
  }

  /** Its file. */
  Path file(String id) {
    return shelf.file(get(id).id());
  }

  /** Its file, for whoever wants to keep it elsewhere; that is on record. */
  public Path fetched(String id, Caller by) {
    requireAll(by);
    events.fire(new BackupNoted("backup.downloaded", by.name(), detail(get(id))));
    return file(id);
  }

  /** Removes it for good, also when it cannot be read. */
  public void delete(String id, Caller by) {
    requireAll(by);
    if (!shelf.has(id)) {
      throw new UnknownBackup();
    }
    Map<String, Object> gone =
        shelf.find(id).map(Backups::detail).orElseGet(() -> Map.of("backup_id", id));
    events.fire(new BackupNoted("backup.deleted", by.name(), gone));
    try {
      shelf.delete(id);
    } catch (IOException kept) {
      throw new BackupFailed("the backup could not be removed", kept);
    }
  }

  /** What must be on record is, or there is no backup. */
  private Backup noted(Backup made, String type, String actor) throws IOException {
    try {
      events.fire(new BackupNoted(type, actor, detail(made)));
      return made;
    } catch (RuntimeException unwritten) {
      shelf.delete(made.id());
      throw unwritten;
    }
  }

  static Map<String, Object> detail(Backup backup) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("backup_id", backup.id());
    detail.put("kind", backup.origin().word());
    detail.put("created_at", backup.createdAt().toString());
    detail.put("size_bytes", backup.bytes());
    return detail;
  }

  private Order order(Origin origin, String actor) {
    return new Order(Shelf.nextId(), origin, clock.instant().truncatedTo(ChronoUnit.MILLIS), actor);
  }

  /** Work that needs the disk to itself. */
  @FunctionalInterface
  private interface Work {
    Backup with(Making own) throws IOException;
  }

  private Backup alone(Making own, Work work) {
    database.problem().ifPresent(Backups::refuse);
    if (!making.compareAndSet(null, own)) {
      refuse("a backup is being made or checked already; wait until it is done, or cancel it");
    }
    try {
      return work.with(own);
    } catch (CancellationException given) {
      throw new BackupRefused("the backup was cancelled; nothing of it is left");
    } catch (IOException failed) {
      throw new BackupFailed("the backup could not be made", failed);
    } finally {
      making.set(null);
    }
  }

  private void requireRoom() {
    if (shelf.ids().size() >= MOST) {
      List<String> unreadable = unreadable();
      refuse(
          MOST
              + " backups lie here, which is as many as may; delete one that is not needed"
              + (unreadable.isEmpty()
                  ? ""
                  : "; these cannot be read: " + String.join(", ", unreadable)));
    }
  }

  /** A backup holds what there is of every desktop. */
  static void requireAll(Caller by) {
    if (!by.seesAll()) {
      throw new NotAllowed("backups are of all desktops, and yours are only those named for you");
    }
  }

  private static void refuse(String why) {
    throw new BackupRefused(why);
  }
}
