package dev.atelier.snapshot;

import dev.atelier.CrashPoint;
import dev.atelier.Ids;
import dev.atelier.control.Leases;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
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

  /** For somebody else to be done with a snapshot. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final SnapshotRepository repository;
  private final SnapshotRecords records;
  private final SnapshotRemovals removals;
  private final HomeFiles files;
  private final Losses losses;
  private final Sessions sessions;
  private final Moves moves;
  private final DesktopRuntimes runtimes;
  private final Leases leases;
  private final Clock clock;
  private final int keep;

  private final SnapshotUses uses = new SnapshotUses(LONGEST_WAIT);

  /** One at a time changes what is on record of a snapshot, and for no longer than that takes. */
  private final OneAtATime changing = new OneAtATime();

  @Inject
  Snapshots(
      SnapshotRepository repository,
      SnapshotRecords records,
      SnapshotRemovals removals,
      HomeFiles files,
      Losses losses,
      Sessions sessions,
      Moves moves,
      DesktopRuntimes runtimes,
      Leases leases,
      Clock clock,
      @ConfigProperty(name = "SNAPSHOT_KEEP", defaultValue = "10") int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("SNAPSHOT_KEEP is at least 1, not " + keep);
    }
    this.repository = repository;
    this.records = records;
    this.removals = removals;
    this.files = files;
    this.losses = losses;
    this.sessions = sessions;
    this.moves = moves;
    this.runtimes = runtimes;
    this.leases = leases;
    this.clock = clock;
    this.keep = keep;
  }

  /** For CDI's proxy only. */
  protected Snapshots() {
    this(null, null, null, null, null, null, null, null, null, null, 1);
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

  boolean canTake(String sessionId) {
    return canTake(sessions.get(sessionId));
  }

  /** Whether a session's desktop is being saved at this moment. */
  public boolean isTaking(String sessionId) {
    return repository.ofSession(sessionId).stream()
        .anyMatch(snapshot -> snapshot.state() == Snapshot.State.MAKING);
  }

  /** Those that a desktop can be made from as far as is known, newest first. */
  public List<Snapshot> whole() {
    return all().stream().filter(this::isWhole).toList();
  }

  /** Those that are offered when a desktop is made. */
  public List<Snapshot> templates() {
    return whole().stream().filter(snapshot -> snapshot.template().isPresent()).toList();
  }

  /** Why a snapshot can no longer be used, as far as is known. */
  public Optional<String> problem(Snapshot snapshot) {
    return Optional.of(losses.of(snapshot.id())).filter(loss -> !loss.isNone()).map(Loss::inWords);
  }

  private boolean isWhole(Snapshot snapshot) {
    return losses.of(snapshot.id()).isNone();
  }

  /**
   * One that is ready.
   *
   * @throws UnknownSnapshot when there is none of that id
   */
  public Snapshot get(String id) {
    return repository.find(id).filter(Snapshot::isReady).orElseThrow(() -> new UnknownSnapshot(id));
  }

  /**
   * Saves a desktop as it is now; it is held still meanwhile, and goes on afterwards, as does a
   * task at work on it.
   */
  public Snapshot take(String sessionId, String note, String actor) {
    sessions.requireRoomOnDisk(sessionId);
    return take(sessionId, Kind.ASKED, note, Optional.empty(), actor);
  }

  /** Saves a desktop before something is done to it. */
  public Snapshot takeForSafety(String sessionId, String note, String actor) {
    return take(sessionId, Kind.SAFETY, note, Optional.empty(), actor);
  }

  Snapshot take(String sessionId, Kind kind, String note, Optional<String> taskId, String actor) {
    Snapshot made = sessions.alone(sessionId, session -> take(session, kind, note, taskId, actor));
    prune(sessionId, actor);
    return made;
  }

  private Snapshot take(
      Session session, Kind kind, String note, Optional<String> taskId, String actor) {
    DesktopCopies copies = sessions.copies(session);
    Snapshot begun =
        Snapshot.begun(
            Ids.next("snap_"), session, kind, note.strip(), taskId, actor, clock.instant());
    records.begun(begun, actor);
    CrashPoint.passed("snapshot-begun");
    try {
      Snapshot made = sessions.whileStill(session, () -> save(session, copies, begun));
      records.changed(made, "snapshot.created", actor);
      return made;
    } catch (RuntimeException | Error failed) {
      removals.failed(begun, DesktopException.inWords(failed), actor);
      throw failed;
    }
  }

  private Snapshot save(Session session, DesktopCopies copies, Snapshot begun) {
    long system = copies.keepSystem(session.spec(), begun.id());
    CrashPoint.passed("snapshot-system");
    long home =
        files.write(begun.id(), tar -> copies.readHome(session.id(), session.disk().home(), tar));
    CrashPoint.passed("snapshot-home");
    return begun.made(system, home);
  }

  /**
   * The oldest make room, save templates; what was asked for is not pushed out by what was not, and
   * nothing by what cannot be used. What cannot go now does so when the desktop is saved the next
   * time.
   */
  private void prune(String sessionId, String actor) {
    try {
      List<Snapshot> present = ofSession(sessionId);
      if (present.size() > keep) {
        losses.look(present);
      }
      for (boolean automatic : List.of(true, false)) {
        present.stream()
            .filter(this::isWhole)
            .filter(snapshot -> snapshot.kind().isAutomatic() == automatic)
            .filter(snapshot -> snapshot.template().isEmpty())
            .skip(keep)
            .filter(old -> makesRoom(old.id(), actor))
            .forEach(old -> removals.untilGone(old.id()));
      }
    } catch (RuntimeException left) {
      LOG.log(Level.WARNING, left, () -> sessionId + " keeps more snapshots than it should");
    }
  }

  /**
   * Lets a snapshot go unless somebody uses it, or it became a template meanwhile.
   *
   * @return whether it is free of users
   */
  private boolean makesRoom(String id, String actor) {
    return uses.aloneIfFree(
        id,
        () ->
            changing.run(
                id,
                () ->
                    repository
                        .find(id)
                        .filter(Snapshot::isReady)
                        .filter(old -> old.template().isEmpty())
                        .ifPresent(old -> records.changed(old.going(), "snapshot.pruned", actor))));
  }

  /**
   * Lets all go that were taken by themselves of a desktop whose home is gone; those that were
   * asked for, or are offered, stay. What is in use goes later.
   */
  void forget(String sessionId) {
    boolean isDone = true;
    for (Snapshot old : ofSession(sessionId)) {
      if (old.kind().isAutomatic() && old.template().isEmpty()) {
        isDone &= makesRoom(old.id(), "server");
        removals.soon(old.id());
      }
    }
    if (!isDone) {
      removals.later(() -> forget(sessionId));
    }
  }

  /**
   * Removes a snapshot.
   *
   * @throws SnapshotKept when it is the newest that a desktop that is still there can go back to,
   *     or in use
   */
  public void delete(String id, String actor) {
    losses.look(ofSession(get(id).sessionId()));
    Snapshot gone =
        uses.alone(
            id, () -> change(id, "snapshot.deleted", actor, snapshot -> requireMayGo(snapshot)));
    CrashPoint.passed("snapshot-going");
    removals.untilGone(gone.id());
  }

  private Snapshot requireMayGo(Snapshot snapshot) {
    boolean newest =
        ofSession(snapshot.sessionId()).stream()
            .filter(this::isWhole)
            .findFirst()
            .filter(snapshot::equals)
            .isPresent();
    if (newest && sessions.exists(snapshot.sessionId())) {
      throw new SnapshotKept(
          "this is the newest snapshot of a desktop that is still there; take another first, or"
              + " delete the desktop");
    }
    return snapshot.going();
  }

  /** Offers a snapshot as a template, or no longer does. */
  public Snapshot offer(String id, Optional<Template> template, String actor) {
    return change(id, "snapshot.offered", actor, snapshot -> snapshot.offeredAs(template));
  }

  /** Says of a snapshot what it is, in other words than before, or in none. */
  public Snapshot note(String id, String words, String actor) {
    return change(id, "snapshot.noted", actor, snapshot -> snapshot.noted(words.strip()));
  }

  /** Changes what is on record of a snapshot that is ready, as it is now. */
  private Snapshot change(String id, String type, String actor, UnaryOperator<Snapshot> change) {
    return changing.in(
        id,
        () -> {
          Snapshot changed = change.apply(get(id));
          records.changed(changed, type, actor);
          return changed;
        });
  }

  /**
   * Brings a desktop back to how it was; how it is now is saved first.
   *
   * @return the snapshot of how it was until now
   * @throws SnapshotKept when the snapshot is on another runtime than the desktop, or something of
   *     it is missing
   * @throws dev.atelier.session.DesktopBusy when a task is at work there
   * @throws dev.atelier.control.ControlHeld when somebody drives, or it is being changed otherwise
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
    requireWhole(wanted);
    sessions.requireIdle(sessionId);
    Snapshot safety;
    try (Moves.Work unfinished = moves.begin(sessionId)) {
      safety =
          leases.whileNobodyDrives(
              sessionId,
              "being brought back to a snapshot",
              () -> onRecord(sessionId, wanted, actor, check));
    }
    // Not before: what it went back to may be the one that makes room.
    prune(sessionId, actor);
    return safety;
  }

  private Snapshot onRecord(String sessionId, Snapshot wanted, String actor, Runnable check) {
    records.used(used(sessionId, wanted, "session.restore_asked", actor, Optional.empty()));
    try {
      return sessions.alone(
          sessionId,
          session -> {
            check.run();
            requireWhole(wanted);
            return goBack(session, wanted, actor);
          });
    } catch (RuntimeException | Error failed) {
      tellFailure(
          used(
              sessionId,
              wanted,
              "session.restore_failed",
              actor,
              Optional.of(DesktopException.inWords(failed))),
          failed);
      throw failed;
    }
  }

  private void tellFailure(SnapshotUsed failure, Throwable cause) {
    try {
      records.used(failure);
    } catch (RuntimeException unwritten) {
      cause.addSuppressed(unwritten);
    }
  }

  private static SnapshotUsed used(
      String sessionId, Snapshot wanted, String type, String actor, Optional<String> problem) {
    return new SnapshotUsed(sessionId, wanted.id(), type, actor, problem);
  }

  /** Held still from the first to the last: what is written meanwhile would be in neither. */
  private Snapshot goBack(Session session, Snapshot wanted, String actor) {
    DesktopCopies copies = sessions.copies(session);
    return uses.sharing(
        wanted.id(),
        () ->
            sessions.whileStill(
                session,
                () -> {
                  String note = safetyNote(get(wanted.id()));
                  Snapshot before = take(session, Kind.SAFETY, note, Optional.empty(), actor);
                  swap(session, copies.next(session.id(), session.disk()), wanted, actor);
                  return before;
                }));
  }

  private static String safetyNote(Snapshot wanted) {
    String note = wanted.note().isEmpty() ? "" : " “" + wanted.note() + "”";
    return Snapshot.noteOf("before going back to" + (note.isEmpty() ? " an earlier state" : note));
  }

  private void swap(Session session, Disk next, Snapshot wanted, String actor) {
    Restoration restoration = Restoration.to(wanted, session.id(), clock.instant());
    var unused =
        moves.moveTo(
            session,
            next,
            actor,
            () -> {
              fill(session.id(), next, wanted.id());
              CrashPoint.passed("restore-filled");
            },
            () -> {
              repository.add(restoration);
              records.used(used(session.id(), wanted, "session.restored", actor, Optional.empty()));
            });
  }

  private void fill(String sessionId, Disk disk, String snapshotId) {
    var unused =
        uses.sharing(
            snapshotId,
            () -> {
              DesktopCopies copies = requireWhole(get(snapshotId));
              disk.system().ifPresent(system -> copies.nameSystem(snapshotId, system));
              files.read(snapshotId, tar -> copies.writeHome(sessionId, disk.home(), tar));
              return snapshotId;
            });
  }

  /** Before anything is made of it. */
  private DesktopCopies requireWhole(Snapshot snapshot) {
    DesktopCopies copies =
        runtimes
            .named(snapshot.runtime())
            .copies()
            .orElseThrow(
                () ->
                    new DesktopException(
                        "desktops of " + snapshot.runtime() + " cannot be copied"));
    losses.requireWhole(snapshot, copies);
    return copies;
  }

  @Override
  public Origin find(String id) {
    Snapshot snapshot =
        repository
            .find(id)
            .filter(Snapshot::isReady)
            .orElseThrow(() -> new InvalidField("snapshot_id", "names no snapshot: " + id));
    requireWhole(snapshot);
    return new Origin(snapshot.runtime(), snapshot.look(), snapshot.resolution());
  }

  @Override
  public void prepare(Session session, String origin) {
    try {
      fill(session.id(), session.disk(), origin);
    } catch (UnknownSnapshot removed) {
      throw new SnapshotKept(
          "the snapshot that this desktop was to be made from was removed meanwhile; choose another");
    }
  }

  /** Ends, in the background, what a crash cut short; before anybody saves a desktop. */
  public void recover() {
    removals.recover();
    // What was in use when its desktop was purged was to go later.
    repository.all().stream()
        .map(Snapshot::sessionId)
        .distinct()
        .filter(sessions::purged)
        .forEach(purged -> removals.later(() -> forget(purged)));
  }
}
