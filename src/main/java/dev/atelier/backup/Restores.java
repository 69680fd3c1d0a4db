package dev.atelier.backup;

import dev.atelier.Caller;
import dev.atelier.Ids;
import dev.atelier.backup.Journal.Page;
import dev.atelier.backup.Journal.Phase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Wishes to go back to a backup, which {@link RestoreAtStart} fulfils, and what became of them.
 * Thread-safe.
 */
@ApplicationScoped
public class Restores {
  private final Journal journal;
  private final Backups backups;
  private final RestoreRepository repository;
  private final Event<BackupNoted> events;
  private final Clock clock;

  @Inject
  Restores(
      @ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data,
      Backups backups,
      RestoreRepository repository,
      Event<BackupNoted> events,
      Clock clock) {
    this.journal = new Journal(Path.of(data));
    this.backups = backups;
    this.repository = repository;
    this.events = events;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Restores() {
    journal = null;
    backups = null;
    repository = null;
    events = null;
    clock = null;
  }

  /** What is to happen at the next start. */
  public Optional<RestoreWish> pending() {
    return journal.read(Phase.ASKED).map(Page::wish);
  }

  /** Why the last one was given up, until somebody asks again. */
  public Optional<String> problem() {
    return journal.read(Phase.TOLD).map(Page::problem);
  }

  /** What was brought back last. */
  public Optional<Restored> latest() {
    return repository.latest();
  }

  /** What would be lost. */
  public LossSince loss(Backup backup) {
    return repository.since(backup.createdAt());
  }

  /**
   * Has everything be as in that backup from the next start on; how it is now is saved first.
   *
   * @throws BackupRefused when that cannot be, or somebody asked already
   * @throws UnusableBackup when the backup is damaged, or written by a newer server
   */
  public synchronized RestoreWish ask(String backupId, Caller by) {
    Backups.requireAll(by);
    backups.problem().ifPresent(Restores::refuse);
    pending().ifPresent(other -> refuse("a restore waits for the next start; take it back first"));
    Backup backup = backups.get(backupId);
    backups.check(backups.file(backupId));
    Backup before = backups.make(Origin.BEFORE_RESTORE, by);
    RestoreWish wish =
        new RestoreWish(
            Ids.next("rst_"),
            backupId,
            backup.createdAt(),
            by.name(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            before.id(),
            Shelf.nextId());
    journal.write(Phase.ASKED, wish, "");
    try {
      note("restore.asked", by.name(), wish);
    } catch (RuntimeException unrecorded) {
      journal.clear();
      throw unrecorded;
    }
    return wish;
  }

  /** Everything stays as it is; nothing happens when nobody asked. */
  public synchronized void withdraw(Caller by) {
    Backups.requireAll(by);
    pending()
        .ifPresent(
            wish -> {
              note("restore.withdrawn", by.name(), wish);
              journal.clear();
            });
  }

  /**
   * Removes a backup.
   *
   * @throws BackupRefused when somebody wants it back
   */
  public synchronized void delete(String id, Caller by) {
    if (pending().filter(wish -> wish.backupId().equals(id)).isPresent()) {
      refuse("this backup is to be restored at the next start; take that back first");
    }
    backups.delete(id, by);
  }

  /** Puts on record what became of a wish at this start, once. */
  @Transactional
  public void note() {
    journal
        .read(Phase.DONE)
        .map(Page::wish)
        .ifPresent(
            wish -> {
              if (repository.add(new Restored(wish, now()))) {
                note("system.restored", wish.askedBy(), wish);
              }
            });
    journal
        .read(Phase.REFUSED)
        .ifPresent(
            page -> {
              Map<String, Object> detail = detail(page.wish());
              detail.put("problem", page.problem());
              events.fire(new BackupNoted("restore.failed", "server", detail));
            });
  }

  /** Once that is on record. */
  public void noted() {
    if (journal.read(Phase.DONE).isPresent()) {
      journal.clear();
    }
    journal
        .read(Phase.REFUSED)
        .ifPresent(page -> journal.write(Phase.TOLD, page.wish(), page.problem()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void note(String type, String actor, RestoreWish wish) {
    events.fire(new BackupNoted(type, actor, detail(wish)));
  }

  private static Map<String, Object> detail(RestoreWish wish) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("backup_id", wish.backupId());
    detail.put("created_at", wish.backupOf().toString());
    detail.put("before_id", wish.beforeId());
    return detail;
  }

  private static void refuse(String why) {
    throw new BackupRefused(why);
  }
}
