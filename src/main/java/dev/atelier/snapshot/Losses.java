package dev.atelier.snapshot;

import dev.atelier.BackgroundWork;
import dev.atelier.desktop.DesktopCopies;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Finds snapshots on record whose saved system or home is gone, and remembers which these are.
 * Thread-safe.
 */
@ApplicationScoped
public class Losses {
  private static final Logger LOG = Logger.getLogger(Losses.class.getName());
  private static final Duration PERIOD = Duration.ofMinutes(15);

  /** An engine that is just starting may not answer yet. */
  private static final Duration RETRY = Duration.ofSeconds(15);

  private static final int MOST_NAMED = 5;

  private final SnapshotRepository snapshots;
  private final HomeFiles files;
  private final DesktopRuntimes runtimes;
  private final BackgroundWork background;
  private final ConcurrentMap<String, Loss> latest = new ConcurrentHashMap<>();

  @Inject
  Losses(
      SnapshotRepository snapshots,
      HomeFiles files,
      DesktopRuntimes runtimes,
      BackgroundWork background) {
    this.snapshots = snapshots;
    this.files = files;
    this.runtimes = runtimes;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected Losses() {
    this(null, null, null, null);
  }

  /** Looks now, in the background, and from time to time. */
  public void begin() {
    background.run(
        () -> {
          if (!look()) {
            background.later(RETRY, () -> background.run(this::look));
          }
        });
    var unused = background.every(PERIOD, () -> background.run(this::look));
  }

  /** What is wrong, in plain words, when something was lost as last looked for. */
  public Optional<String> problem() {
    Set<String> lost = new TreeSet<>(latest.keySet());
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    String whose =
        lost.size() == 1
            ? "1 snapshot can no longer be used: its"
            : lost.size() + " snapshots can no longer be used: their";
    return Optional.of(whose + " saved system or home is missing (" + named(lost) + ")");
  }

  private static String named(Set<String> lost) {
    String names = lost.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
    return lost.size() <= MOST_NAMED ? names : names + ", …";
  }

  /** What was missing of a snapshot when last looked for. */
  Loss of(String id) {
    return latest.getOrDefault(id, Loss.NONE);
  }

  /**
   * Looks for the systems and homes of all snapshots.
   *
   * @return whether all engines answered
   */
  boolean look() {
    return look(snapshots.all().stream().filter(Snapshot::isReady).toList());
  }

  /**
   * Looks for the systems and homes of these. An engine that does not answer says nothing of the
   * systems that it keeps.
   *
   * @param ready were so before this was called
   * @return whether all engines answered
   */
  boolean look(List<Snapshot> ready) {
    Map<String, Optional<Set<String>>> systems = new HashMap<>();
    for (Snapshot each : ready) {
      var unused = note(each, systems.computeIfAbsent(each.runtime(), this::systems));
    }
    return systems.values().stream().allMatch(Optional::isPresent);
  }

  private Optional<Set<String>> systems(String runtime) {
    try {
      return runtimes.named(runtime).copies().map(DesktopCopies::systems);
    } catch (DesktopException silent) {
      LOG.log(Level.WARNING, silent, () -> runtime + " cannot be asked which systems it keeps");
      return Optional.empty();
    }
  }

  /**
   * Looks for all of a snapshot before it is used.
   *
   * @throws SnapshotKept when something of it is missing
   * @throws UnknownSnapshot when that is because it was removed meanwhile
   * @throws DesktopException when the engine that keeps its system does not answer
   */
  void requireWhole(Snapshot snapshot, DesktopCopies copies) {
    Loss loss = note(snapshot, Optional.of(copies.systems()));
    if (!loss.isNone() && !isOnRecord(snapshot.id())) {
      throw new UnknownSnapshot(snapshot.id());
    }
    if (!loss.isNone()) {
      throw new SnapshotKept(loss.inWords());
    }
  }

  private Loss note(Snapshot snapshot, Optional<Set<String>> systems) {
    String id = snapshot.id();
    boolean system = systems.map(kept -> !kept.contains(id)).orElseGet(() -> of(id).system());
    Loss loss = new Loss(system, !files.exists(id));
    if (loss.isNone()) {
      latest.remove(id);
    } else {
      remember(id, loss);
    }
    return loss;
  }

  /** One that was removed meanwhile is no loss: asked after it is remembered, as it may go then. */
  private void remember(String id, Loss loss) {
    Loss before = latest.put(id, loss);
    if (!isOnRecord(id)) {
      latest.remove(id);
    } else if (!loss.equals(before)) {
      LOG.warning(() -> id + ": " + loss.inWords());
    }
  }

  private boolean isOnRecord(String id) {
    return snapshots.find(id).filter(Snapshot::isReady).isPresent();
  }

  void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) SnapshotChanged change) {
    if (!change.snapshot().isReady()) {
      latest.remove(change.snapshot().id());
    }
  }
}
