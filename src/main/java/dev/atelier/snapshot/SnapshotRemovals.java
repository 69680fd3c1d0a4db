package dev.atelier.snapshot;

import dev.atelier.BackgroundWork;
import dev.atelier.CrashPoint;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.UnknownDesktopRuntime;
import dev.atelier.snapshot.Snapshot.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Clears away what snapshots hold that are going, or that could not be made, however often that
 * must be tried. Thread-safe.
 */
@ApplicationScoped
class SnapshotRemovals {
  private static final Logger LOG = Logger.getLogger(SnapshotRemovals.class.getName());
  private static final Duration RETRY = Duration.ofSeconds(30);
  private static final String SERVER = "server";
  private static final String CUT_SHORT = "the server was stopped before it was saved whole";

  private final SnapshotRepository repository;
  private final SnapshotRecords records;
  private final HomeFiles files;
  private final DesktopRuntimes runtimes;
  private final BackgroundWork background;

  @Inject
  SnapshotRemovals(
      SnapshotRepository repository,
      SnapshotRecords records,
      HomeFiles files,
      DesktopRuntimes runtimes,
      BackgroundWork background) {
    this.repository = repository;
    this.records = records;
    this.files = files;
    this.runtimes = runtimes;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected SnapshotRemovals() {
    this(null, null, null, null, null);
  }

  /** Puts on record that a snapshot could not be made, and clears away what there is of it. */
  void failed(Snapshot begun, String problem, String actor) {
    markAsFailed(begun, problem, actor);
    untilGone(begun.id());
  }

  /** What cannot be put on record now is so before anything is cleared away. */
  private void markAsFailed(Snapshot begun, String problem, String actor) {
    try {
      records.failed(begun, problem, actor);
    } catch (RuntimeException unwritten) {
      LOG.log(Level.WARNING, unwritten, () -> begun.id() + " failed, which is not on record yet");
    }
  }

  /** Clears a snapshot away, now or later; nothing happens to one that is ready. Idempotent. */
  void untilGone(String id) {
    try {
      clearAway(id);
    } catch (UnknownDesktopRuntime gone) {
      LOG.log(Level.WARNING, gone, () -> id + " is cleared away when its engine is there again");
    } catch (RuntimeException left) {
      LOG.log(Level.WARNING, left, () -> id + " is not cleared away yet");
      later(() -> untilGone(id));
    }
  }

  /** Clears a snapshot away in the background. */
  void soon(String id) {
    background.run(() -> untilGone(id));
  }

  /** Does work in the background once what is in its way may be over. */
  void later(Runnable work) {
    background.later(RETRY, () -> background.run(work));
  }

  private void clearAway(String id) {
    Optional<Snapshot> found = repository.find(id).filter(snapshot -> !snapshot.isReady());
    if (found.isPresent()) {
      clearAway(found.get());
    }
  }

  private void clearAway(Snapshot snapshot) {
    if (snapshot.state() == State.MAKING) {
      records.failed(snapshot, CUT_SHORT, SERVER);
    }
    runtimes
        .named(snapshot.runtime())
        .copies()
        .ifPresent(copies -> copies.dropSystem(snapshot.id()));
    CrashPoint.passed("snapshot-dropped");
    files.delete(snapshot.id());
    records.removed(snapshot.going(), "snapshot.removed", SERVER);
  }

  /**
   * Clears away in the background what a crash left half made or half removed; before anybody makes
   * more. No engine is waited for: what is not ready is not offered to anybody.
   */
  void recover() {
    for (Snapshot left : repository.all()) {
      if (!left.isReady()) {
        LOG.info(() -> left.id() + " was not finished before the server stopped");
        if (left.state() == State.MAKING) {
          markAsFailed(left, CUT_SHORT, SERVER);
        }
        soon(left.id());
      }
    }
  }
}
