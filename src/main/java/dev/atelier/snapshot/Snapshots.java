package dev.atelier.snapshot;

import dev.atelier.CrashPoint;
import dev.atelier.Ids;
import dev.atelier.desktop.DesktopCopies;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.OneAtATime;
import dev.atelier.desktop.UnknownDesktopRuntime;
import dev.atelier.json.InvalidField;
import dev.atelier.session.DesktopOrigins;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.snapshot.Snapshot.Kind;
import dev.atelier.snapshot.Snapshot.Template;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Saves desktops, makes others from them, and brings desktops back. What is begun is on record
 * first, so that a crash leaves nothing that is not found again. Thread-safe.
 */
@ApplicationScoped
public class Snapshots implements DesktopOrigins {
  private static final Logger LOG = Logger.getLogger(Snapshots.class.getName());

  private final SnapshotRepository repository;
  private final SnapshotRecords records;
  private final HomeFiles files;
  private final Sessions sessions;
  private final DesktopRuntimes runtimes;
  private final Clock clock;
  private final int keep;

  /** Ids of those that are being made; what a crash left on record is not. */
  private final Set<String> making = ConcurrentHashMap.newKeySet();

  /**
   * One at a time uses a snapshot or removes it; taken within a session's turn, never around it.
   */
  private final OneAtATime uses = new OneAtATime();

  @Inject
  Snapshots(
      SnapshotRepository repository,
      SnapshotRecords records,
      HomeFiles files,
      Sessions sessions,
      DesktopRuntimes runtimes,
      Clock clock,
      @ConfigProperty(name = "SNAPSHOT_KEEP", defaultValue = "10") int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("SNAPSHOT_KEEP is at least 1, not " + keep);
    }
    this.repository = repository;
    this.records = records;
    this.files = files;
    this.sessions = sessions;
    this.runtimes = runtimes;
    this.clock = clock;
    this.keep = keep;
  }

  /** For CDI's proxy only. */
  protected Snapshots() {
    this(null, null, null, null, null, null, 1);
  }

  /** Those that are ready, newest first. */
  public List<Snapshot> all() {
    return repository.all().stream().filter(Snapshot::isReady).toList();
  }

  /** Those of a session that are ready, newest first. */
  public List<Snapshot> ofSession(String sessionId) {
    return repository.ofSession(sessionId).stream().filter(Snapshot::isReady).toList();
  }

  /** The name of the engine that has what was saved; empty where that runs on none. */
  public Optional<String> engineOf(Snapshot snapshot) {
    try {
      return runtimes.named(snapshot.runtime()).engine();
    } catch (UnknownDesktopRuntime gone) {
      return Optional.empty();
    }
  }

  /** Whether a session's desktop can be saved where it runs. */
  public boolean canTake(Session session) {
    try {
      return runtimes.named(session.runtime()).copies().isPresent();
    } catch (UnknownDesktopRuntime gone) {
      return false;
    }
  }

  /** Whether a session's desktop is being saved at this moment. */
  public boolean isTaking(String sessionId) {
    return repository.ofSession(sessionId).stream()
        .anyMatch(
            snapshot ->
                snapshot.state() == Snapshot.State.MAKING && making.contains(snapshot.id()));
  }

  /** Those that are offered when a desktop is made. */
  public List<Snapshot> templates() {
    return all().stream().filter(snapshot -> snapshot.template().isPresent()).toList();
  }

  /**
   * One that is ready.
   *
   * @throws UnknownSnapshot when there is none of that id
   */
  public Snapshot get(String id) {
    return repository.find(id).filter(Snapshot::isReady).orElseThrow(() -> new UnknownSnapshot(id));
  }

  /** Saves a desktop as it is now; it is held still meanwhile, and goes on afterwards. */
  public Snapshot take(String sessionId, String note, String actor) {
    sessions.requireRoomOnDisk(sessionId);
    return take(sessionId, Kind.ASKED, note, Optional.empty(), actor);
  }

  /** Saves a desktop before something is done to it. */
  public Snapshot takeForSafety(String sessionId, String note, String actor) {
    return take(sessionId, Kind.SAFETY, note, Optional.empty(), actor);
  }

  Snapshot take(String sessionId, Kind kind, String note, Optional<String> taskId, String actor) {
    return sessions.alone(sessionId, session -> take(session, kind, note, taskId, actor));
  }

  private Snapshot take(
      Session session, Kind kind, String note, Optional<String> taskId, String actor) {
    DesktopCopies copies = sessions.copies(session);
    Snapshot begun =
        Snapshot.begun(Ids.next("snap_"), session, kind, note.strip(), taskId, clock.instant());
    Snapshot made;
    making.add(begun.id());
    try {
      records.begun(begun, actor);
      CrashPoint.passed("snapshot-begun");
      made = make(session, copies, begun, actor);
    } finally {
      making.remove(begun.id());
    }
    prune(session.id(), actor);
    return made;
  }

  private Snapshot make(Session session, DesktopCopies copies, Snapshot begun, String actor) {
    try {
      Snapshot made = copies.whileStill(session.id(), () -> save(session, copies, begun));
      records.changed(made, "snapshot.created", actor);
      return made;
    } catch (RuntimeException | Error failed) {
      giveUp(begun, failed, actor);
      throw failed;
    }
  }

  /** It counts as failed at once, also where what there is of it cannot be cleared away yet. */
  private void giveUp(Snapshot begun, Throwable failed, String actor) {
    try {
      records.failed(begun, inWords(failed), actor);
    } catch (RuntimeException unwritten) {
      LOG.log(Level.WARNING, unwritten, () -> begun.id() + " failed, which is not on record");
    }
    clearAway(begun, "snapshot.removed");
  }

  private static String inWords(Throwable failed) {
    return failed instanceof DesktopException && failed.getMessage() != null
        ? failed.getMessage()
        : "something went wrong inside the server; its log has the details";
  }

  private Snapshot save(Session session, DesktopCopies copies, Snapshot begun) {
    long system = copies.keepSystem(session.spec(), begun.id());
    CrashPoint.passed("snapshot-system");
    long home =
        files.write(begun.id(), tar -> copies.readHome(session.id(), session.disk().home(), tar));
    CrashPoint.passed("snapshot-home");
    return begun.made(system, home);
  }

  /** The oldest make room, save templates; what was asked for is not pushed out by what was not. */
  private void prune(String sessionId, String actor) {
    for (boolean automatic : List.of(true, false)) {
      ofSession(sessionId).stream()
          .filter(snapshot -> snapshot.kind().isAutomatic() == automatic)
          .filter(snapshot -> snapshot.template().isEmpty())
          .skip(keep)
          .forEach(old -> remove(old, "snapshot.pruned", actor));
    }
  }

  /**
   * Removes a snapshot.
   *
   * @throws SnapshotKept when it is the newest of a desktop that is still there
   */
  public void delete(String id, String actor) {
    uses.run(
        id,
        () -> {
          Snapshot snapshot = get(id);
          boolean newest = ofSession(snapshot.sessionId()).get(0).equals(snapshot);
          if (newest && sessions.exists(snapshot.sessionId())) {
            throw new SnapshotKept(
                "this is the newest snapshot of a desktop that is still there; take another first,"
                    + " or delete the desktop");
          }
          removeNow(snapshot, "snapshot.deleted", actor);
        });
  }

  private void remove(Snapshot snapshot, String type, String actor) {
    uses.run(snapshot.id(), () -> removeNow(snapshot, type, actor));
  }

  private void removeNow(Snapshot snapshot, String type, String actor) {
    records.changed(snapshot.going(), type, actor);
    CrashPoint.passed("snapshot-going");
    clearAway(snapshot, "snapshot.removed");
  }

  /** What cannot be cleared away now is so when the server starts again. */
  private void clearAway(Snapshot snapshot, String type) {
    try {
      runtimes
          .named(snapshot.runtime())
          .copies()
          .ifPresent(copies -> copies.dropSystem(snapshot.id()));
      CrashPoint.passed("snapshot-dropped");
      files.delete(snapshot.id());
      records.removed(snapshot, type, "server");
    } catch (RuntimeException left) {
      LOG.log(Level.WARNING, left, () -> snapshot.id() + " is not cleared away yet");
    }
  }

  /** Offers a snapshot as a template, or no longer does. */
  public Snapshot offer(String id, Optional<Template> template, String actor) {
    Snapshot offered = get(id).offeredAs(template);
    records.changed(offered, "snapshot.offered", actor);
    return offered;
  }

  /**
   * Brings a desktop back to how it was; how it is now is saved first.
   *
   * @return the snapshot of how it was until now
   * @throws SnapshotKept when the snapshot is on another runtime than the desktop
   */
  public Snapshot restore(String sessionId, String snapshotId, String actor) {
    return restore(sessionId, snapshotId, actor, () -> {});
  }

  /**
   * As {@link #restore(String, String, String)}.
   *
   * @param check throws when the desktop is not to go back after all; asked again once it is this
   *     one's turn
   */
  Snapshot restore(String sessionId, String snapshotId, String actor, Runnable check) {
    check.run();
    Snapshot wanted = get(snapshotId);
    Session present = sessions.get(sessionId);
    if (!runtimes.named(wanted.runtime()).name().equals(runtimes.named(present.runtime()).name())) {
      throw new SnapshotKept(
          "the snapshot is kept by "
              + wanted.runtime()
              + ", the desktop is on "
              + present.runtime()
              + "; make a new desktop from it instead");
    }
    sessions.requireIdle(sessionId);
    sessions.asked(sessionId, "session.restore_asked", actor);
    return sessions.alone(
        sessionId,
        session -> {
          // One may have begun while others were at this desktop.
          sessions.requireIdle(sessionId);
          check.run();
          Snapshot safety = take(session, Kind.SAFETY, safetyNote(wanted), Optional.empty(), actor);
          swap(session, wanted, actor);
          return safety;
        });
  }

  private static String safetyNote(Snapshot wanted) {
    String note = wanted.note().isEmpty() ? "" : " “" + wanted.note() + "”";
    return Snapshot.noteOf("before going back to" + (note.isEmpty() ? " an earlier state" : note));
  }

  private void swap(Session session, Snapshot wanted, String actor) {
    DesktopCopies copies = sessions.copies(session);
    Disk next = copies.next(session.id(), session.disk());
    fill(session.id(), next, wanted.id());
    CrashPoint.passed("restore-filled");
    Restoration restoration = Restoration.to(wanted, session.id(), clock.instant());
    Session moved =
        sessions.move(session, next, "session.restored", actor, () -> repository.add(restoration));
    CrashPoint.passed("restore-moved");
    dropFormer(session.disk(), moved, copies);
  }

  private void dropFormer(Disk former, Session session, DesktopCopies copies) {
    try {
      copies.dropOtherHomes(session.id(), session.disk().home());
      former.system().ifPresent(copies::dropSystem);
    } catch (RuntimeException left) {
      LOG.log(Level.WARNING, left, () -> session.id() + ": its former disk is left for now");
    }
  }

  private void fill(String sessionId, Disk disk, String snapshotId) {
    uses.run(
        snapshotId,
        () -> {
          DesktopCopies copies = copiesOf(get(snapshotId));
          if (!files.exists(snapshotId)) {
            throw new DesktopException(
                "the snapshot's home is missing; it cannot be used any more");
          }
          disk.system().ifPresent(system -> copies.nameSystem(snapshotId, system));
          files.read(snapshotId, tar -> copies.writeHome(sessionId, disk.home(), tar));
        });
  }

  private DesktopCopies copiesOf(Snapshot snapshot) {
    return runtimes
        .named(snapshot.runtime())
        .copies()
        .orElseThrow(
            () -> new DesktopException("desktops of " + snapshot.runtime() + " cannot be copied"));
  }

  @Override
  public Origin find(String id) {
    Snapshot snapshot =
        repository
            .find(id)
            .filter(Snapshot::isReady)
            .orElseThrow(() -> new InvalidField("snapshot_id", "names no snapshot: " + id));
    return new Origin(snapshot.runtime(), snapshot.look(), snapshot.resolution());
  }

  @Override
  public void prepare(Session session, String origin) {
    try {
      fill(session.id(), session.disk(), origin);
    } catch (UnknownSnapshot gone) {
      throw new DesktopException(
          "the snapshot that it was to be made from is not there any more; choose another", gone);
    }
  }

  /** Clears away what a crash left half made or half removed, before any request is served. */
  public void recover() {
    for (Snapshot snapshot : repository.all()) {
      if (!snapshot.isReady()) {
        LOG.info(() -> snapshot.id() + " was not finished before the server stopped");
        clearAway(snapshot, "snapshot.removed");
      }
    }
  }
}
