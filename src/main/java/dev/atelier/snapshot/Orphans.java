package dev.atelier.snapshot;

import dev.atelier.BackgroundWork;
import dev.atelier.desktop.DesktopCopies;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.snapshot.Orphan.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds what a crash, a lost database or other hands left on disk. What was left of a desktop on
 * record goes by itself; what belongs to nobody is listed, and removed when an administrator says
 * so: it may be another server's. Thread-safe.
 */
@ApplicationScoped
public class Orphans {
  private static final Logger LOG = Logger.getLogger(Orphans.class.getName());
  private static final Duration PERIOD = Duration.ofMinutes(15);

  /** A desktop that is just being found again may still hold what is to go. */
  private static final Duration RETRY = Duration.ofSeconds(15);

  private final SnapshotRepository snapshots;
  private final HomeFiles files;
  private final Sessions sessions;
  private final Moves moves;
  private final DesktopRuntimes runtimes;
  private final Event<OrphanRemoval> removals;
  private final BackgroundWork background;
  private volatile List<Orphan> latest = List.of();

  @Inject
  Orphans(
      SnapshotRepository snapshots,
      HomeFiles files,
      Sessions sessions,
      Moves moves,
      DesktopRuntimes runtimes,
      Event<OrphanRemoval> removals,
      BackgroundWork background) {
    this.snapshots = snapshots;
    this.files = files;
    this.sessions = sessions;
    this.moves = moves;
    this.runtimes = runtimes;
    this.removals = removals;
    this.background = background;
  }

  /** For CDI's proxy only. */
  protected Orphans() {
    this(null, null, null, null, null, null, null);
  }

  /** Looks now, in the background, and from time to time. */
  public void begin() {
    background.run(
        () -> {
          if (!sweep()) {
            background.later(RETRY, () -> background.run(this::sweep));
          }
        });
    var unused = background.every(PERIOD, () -> background.run(this::sweep));
  }

  /** What belonged to nobody when last looked for. */
  public List<Orphan> latest() {
    return latest;
  }

  /** Looks for what belongs to nobody, on all engines that answer. */
  public List<Orphan> find() {
    List<Orphan> found = new ArrayList<>();
    files.ids().stream()
        .filter(id -> snapshots.find(id).isEmpty())
        .forEach(id -> found.add(new Orphan(Kind.FILE, "", id)));
    for (String runtime : runtimesInUse()) {
      try {
        copies(runtime).ifPresent(copies -> addOrphans(runtime, copies, found));
      } catch (DesktopException silent) {
        LOG.log(Level.WARNING, silent, () -> runtime + " cannot be asked what belongs to nobody");
      }
    }
    latest = List.copyOf(found);
    return latest;
  }

  private void addOrphans(String runtime, DesktopCopies copies, List<Orphan> found) {
    copies.systems().stream()
        .filter(system -> !isOwned(system))
        .forEach(system -> found.add(new Orphan(Kind.SYSTEM, runtime, system)));
    copies
        .homes()
        .forEach(
            (desktop, numbers) ->
                notItsOwn(desktop, numbers)
                    .forEach(name -> found.add(new Orphan(Kind.HOME, runtime, name))));
  }

  /** A system is a snapshot's, or that of a desktop, whose id is before the dot. */
  private boolean isOwned(String system) {
    int dot = system.indexOf('.');
    if (dot < 0) {
      return snapshots.find(system).isPresent();
    }
    String desktop = system.substring(0, dot);
    return moves.isAtWork(desktop)
        || present(desktop)
            .map(session -> !isFormer(system, session))
            .orElseGet(() -> isKept(desktop));
  }

  /** All of a desktop that nobody knows; of one that is there, what it does not go by. */
  private List<String> notItsOwn(String desktop, Set<Integer> homes) {
    Optional<Session> present = present(desktop);
    if (moves.isAtWork(desktop) || (present.isEmpty() && isKept(desktop))) {
      return List.of();
    }
    return present
        .map(
            session ->
                homes.stream()
                    .filter(home -> home != session.disk().home())
                    .map(home -> home(desktop, home))
                    .toList())
        .orElse(List.of(desktop));
  }

  private Optional<Session> present(String desktop) {
    return sessions.exists(desktop) ? Optional.of(sessions.get(desktop)) : Optional.empty();
  }

  /** Of a deleted desktop all stays but where it was to go as well. */
  private boolean isKept(String desktop) {
    return sessions.known(desktop) && !sessions.purged(desktop);
  }

  /**
   * Removes all that belongs to nobody; what cannot be removed does not keep the rest.
   *
   * @return what was removed; {@link #latest} has what is left then
   */
  public List<Orphan> remove(String actor) {
    List<Orphan> removed = new ArrayList<>();
    for (Orphan orphan : find()) {
      if (isRemoved(orphan, actor)) {
        removed.add(orphan);
        tell(orphan, actor);
      }
    }
    var unused = find();
    return removed;
  }

  private boolean isRemoved(Orphan orphan, String actor) {
    try {
      removals.fire(OrphanRemoval.asked(orphan, actor));
      return isRemoved(orphan);
    } catch (RuntimeException held) {
      LOG.log(Level.WARNING, held, () -> orphan + " cannot be removed");
      return false;
    }
  }

  private void tell(Orphan orphan, String actor) {
    try {
      removals.fire(OrphanRemoval.done(orphan, actor));
    } catch (RuntimeException unwritten) {
      LOG.log(Level.WARNING, unwritten, () -> orphan + " is removed, which is not on record");
    }
  }

  /** Removes it, unless it is or may become a desktop's by now. */
  private boolean isRemoved(Orphan orphan) {
    String desktop = orphan.name().replaceAll("\\..*", "");
    if (orphan.kind() == Kind.FILE) {
      files.delete(orphan.name());
      return true;
    }
    if (sessions.exists(desktop)) {
      return copies(orphan.runtime())
          .flatMap(copies -> dropFormerInTurn(desktop, copies))
          .filter(present -> !isOf(present, orphan))
          .isPresent();
    }
    if (orphan.kind() == Kind.SYSTEM) {
      copies(orphan.runtime()).ifPresent(copies -> copies.dropSystem(orphan.name()));
    } else {
      runtimes.named(orphan.runtime()).remove(desktop, true);
    }
    return true;
  }

  private static boolean isOf(Session session, Orphan orphan) {
    return orphan.kind() == Kind.SYSTEM
        ? !isFormer(orphan.name(), session)
        : orphan.name().equals(home(session.id(), session.disk().home()));
  }

  private static String home(String desktop, int number) {
    return desktop + "." + number;
  }

  /**
   * Ends what a crash cut short for desktops on record: only one home and system is a desktop's.
   *
   * @return whether nothing is left to do
   */
  boolean sweep() {
    boolean done = true;
    for (String runtime : runtimesInUse()) {
      try {
        Optional<DesktopCopies> copies = copies(runtime);
        done &= copies.isEmpty() || sweep(copies.get());
      } catch (RuntimeException silent) {
        done = false;
        LOG.log(Level.WARNING, silent, () -> runtime + " cannot be asked what is left there");
      }
    }
    lookQuietly();
    return done;
  }

  private boolean sweep(DesktopCopies copies) {
    Map<String, Set<Integer>> homes = copies.homes();
    Set<String> systems = copies.systems();
    boolean done = true;
    for (Session session : sessions.all()) {
      boolean moreHomes = homes.getOrDefault(session.id(), Set.of()).size() > 1;
      boolean otherSystems = systems.stream().anyMatch(name -> isFormer(name, session));
      if (moreHomes || otherSystems) {
        done &= dropFormer(session.id(), copies);
      }
    }
    return done;
  }

  /** What one desktop holds on to does not keep that of others. */
  private boolean dropFormer(String id, DesktopCopies copies) {
    try {
      var unused = dropFormerInTurn(id, copies);
      return true;
    } catch (RuntimeException held) {
      LOG.log(Level.WARNING, held, () -> id + ": what it was before is left for now");
      return false;
    }
  }

  /**
   * What is being made for the desktop stays: it is listed before it is asked whether there is such
   * work, and the record is read after.
   *
   * @return the desktop as it is then; empty when there is such work, and nothing was removed
   */
  private Optional<Session> dropFormerInTurn(String id, DesktopCopies copies) {
    return sessions.alone(
        id,
        session -> {
          Set<String> systems = copies.systems();
          if (moves.isAtWork(id)) {
            return Optional.empty();
          }
          Session present = sessions.get(id);
          copies.dropOtherHomes(id, present.disk().home());
          systems.stream().filter(name -> isFormer(name, present)).forEach(copies::dropSystem);
          return Optional.of(present);
        });
  }

  private static boolean isFormer(String system, Session session) {
    return system.startsWith(session.id() + ".")
        && !session.disk().system().equals(Optional.of(system));
  }

  private void lookQuietly() {
    try {
      var unused = find();
    } catch (RuntimeException silent) {
      LOG.log(Level.FINE, "what belongs to nobody cannot be looked for", silent);
    }
  }

  private Optional<DesktopCopies> copies(String runtime) {
    return runtimes.named(runtime).copies();
  }

  /** Each under one name, by whichever others it goes too. */
  private Set<String> runtimesInUse() {
    Set<String> names = new TreeSet<>();
    runtimes.placeable().forEach(runtime -> names.add(runtime.name()));
    names.add(runtimes.standard().name());
    return names;
  }
}
