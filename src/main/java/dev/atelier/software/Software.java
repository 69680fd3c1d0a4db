package dev.atelier.software;

import dev.atelier.control.Leases;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.DesktopSoftware;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.OneAtATime;
import dev.atelier.desktop.PackageName;
import dev.atelier.session.DesktopUses;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.snapshot.Moves;
import dev.atelier.snapshot.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Logger;

/**
 * Installs software on desktops and brings them up to a newer base. Work on one desktop is done one
 * after the other. Thread-safe.
 */
@ApplicationScoped
public class Software {
  private static final Logger LOG = Logger.getLogger(Software.class.getName());
  private static final Duration WAKE_LIMIT = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Sessions sessions;
  private final DesktopUses uses;
  private final Leases leases;
  private final Snapshots snapshots;
  private final Moves moves;
  private final DesktopRuntimes runtimes;
  private final Event<SoftwareChanged> changes;
  private final Clock clock;
  private final OneAtATime oneAtATime = new OneAtATime(PATIENCE);

  @Inject
  Software(
      Sessions sessions,
      DesktopUses uses,
      Leases leases,
      Snapshots snapshots,
      Moves moves,
      DesktopRuntimes runtimes,
      Event<SoftwareChanged> changes,
      Clock clock) {
    this.sessions = sessions;
    this.uses = uses;
    this.leases = leases;
    this.snapshots = snapshots;
    this.moves = moves;
    this.runtimes = runtimes;
    this.changes = changes;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Software() {
    this(null, null, null, null, null, null, null, null);
  }

  /** The packages that a desktop has beyond the usual; wakes it. */
  public List<PackageName> installed(String id) throws InterruptedException {
    Session session = sessions.awaitReady(id, WAKE_LIMIT);
    return software(session).installed(id);
  }

  /**
   * Installs packages on a desktop, which is woken and stays open.
   *
   * @param progress gets what the installation prints
   * @throws DesktopException when it cannot be done; the desktop is then as it was
   */
  public void install(
      String id, List<PackageName> packages, String actor, Consumer<String> progress)
      throws InterruptedException {
    try (DesktopUses.Use installing = uses.begin(id);
        Moves.Work unfinished = moves.begin(id)) {
      var unused = sessions.awaitReady(id, WAKE_LIMIT);
      oneAtATime.run(id, () -> installInTurn(id, packages, actor, progress));
    }
  }

  private void installInTurn(
      String id, List<PackageName> packages, String actor, Consumer<String> progress) {
    tell(id, "session.packages_asked", packages, actor, Optional.empty());
    try {
      // Others may have been at it for minutes.
      Session session = awake(id);
      software(session)
          .install(session.spec(), packages, progress, change -> unlessMoved(session, change));
    } catch (RuntimeException | Error failed) {
      tellFailure(id, "session.packages_failed", packages, actor, failed);
      throw failed;
    }
    tell(id, "session.packages_installed", packages, actor, Optional.empty());
  }

  private Session awake(String id) {
    try {
      return sessions.awaitReady(id, WAKE_LIMIT);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    }
  }

  /** What was made for one disk does not fit another. */
  private void unlessMoved(Session before, Runnable change) {
    var unused =
        sessions.alone(
            before.id(),
            present -> {
              if (!present.disk().equals(before.disk())) {
                throw new DesktopException(
                    "the desktop was brought back or made anew meanwhile; try again");
              }
              change.run();
              return present;
            });
  }

  /**
   * Makes a desktop anew from the usual system as it is now: its home and its packages stay, its
   * programs end. How it was is saved first, and nobody drives it meanwhile.
   *
   * @throws dev.atelier.session.DesktopBusy when a task is at work there
   * @throws dev.atelier.control.ControlHeld when somebody drives it, or it is being changed
   *     otherwise
   */
  public void upgrade(String id, String actor, Consumer<String> progress)
      throws InterruptedException {
    try (DesktopUses.Use upgrading = uses.begin(id);
        Moves.Work unfinished = moves.begin(id)) {
      var unused = sessions.awaitReady(id, WAKE_LIMIT);
      sessions.requireIdle(id);
      var upgraded =
          oneAtATime.in(
              id,
              () ->
                  leases.whileNobodyDrives(
                      id, "being made anew", () -> upgrade(awake(id), actor, progress)));
      LOG.fine(() -> id + " goes on from " + upgraded.disk());
    }
  }

  private Session upgrade(Session before, String actor, Consumer<String> progress) {
    progress.accept("Looking at what is installed");
    List<PackageName> packages = software(before).installed(before.id());
    tell(before.id(), "session.upgrade_asked", packages, actor, Optional.empty());
    Session upgraded;
    try {
      upgraded = upgrade(before, packages, actor, progress);
    } catch (RuntimeException | Error failed) {
      tellFailure(before.id(), "session.upgrade_failed", packages, actor, failed);
      throw failed;
    }
    tell(before.id(), "session.upgraded", packages, actor, Optional.empty());
    return upgraded;
  }

  private Session upgrade(
      Session before, List<PackageName> packages, String actor, Consumer<String> progress) {
    String id = before.id();
    progress.accept("Saving the desktop as it is");
    var unused = snapshots.takeForSafety(id, "before the upgrade of its system", actor);
    Optional<String> system =
        packages.isEmpty()
            ? Optional.empty()
            : Optional.of(id + ".u" + clock.instant().getEpochSecond());
    Disk next = new Disk(system, before.disk().home());
    try {
      system.ifPresent(name -> software(before).build(id, name, packages, progress));
      progress.accept("Starting the desktop anew");
      return sessions.alone(id, session -> moves.moveTo(session, next, actor, () -> {}, () -> {}));
    } catch (RuntimeException | Error failed) {
      moves.abandon(before, next);
      throw failed;
    }
  }

  private void tellFailure(
      String id, String type, List<PackageName> packages, String actor, Throwable failed) {
    try {
      tell(id, type, packages, actor, Optional.of(DesktopException.inWords(failed)));
    } catch (RuntimeException unwritten) {
      failed.addSuppressed(unwritten);
    }
  }

  private void tell(
      String id, String type, List<PackageName> packages, String actor, Optional<String> problem) {
    changes.fire(
        new SoftwareChanged(
            id, type, packages.stream().map(PackageName::text).toList(), actor, problem));
  }

  private DesktopSoftware software(Session session) {
    return runtimes
        .named(session.runtime())
        .software()
        .orElseThrow(
            () ->
                new DesktopException(
                    "desktops of "
                        + session.runtime()
                        + " use the software of the machine; install it there"));
  }
}
