package dev.atelier.software;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.DesktopSoftware;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.OneAtATime;
import dev.atelier.desktop.PackageName;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import dev.atelier.snapshot.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
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
  private final Snapshots snapshots;
  private final DesktopRuntimes runtimes;
  private final Event<SoftwareChanged> changes;
  private final Clock clock;
  private final OneAtATime oneAtATime = new OneAtATime(PATIENCE);

  @Inject
  Software(
      Sessions sessions,
      Snapshots snapshots,
      DesktopRuntimes runtimes,
      Event<SoftwareChanged> changes,
      Clock clock) {
    this.sessions = sessions;
    this.snapshots = snapshots;
    this.runtimes = runtimes;
    this.changes = changes;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Software() {
    this(null, null, null, null, null);
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
   */
  public void install(
      String id, List<PackageName> packages, String actor, Consumer<String> progress)
      throws InterruptedException {
    Session session = sessions.awaitReady(id, WAKE_LIMIT);
    tell(id, "session.packages_asked", packages, actor);
    oneAtATime.run(
        id,
        () -> {
          software(session).install(session.spec(), packages, progress);
          tell(id, "session.packages_installed", packages, actor);
        });
  }

  /**
   * Makes a desktop anew from the usual system as it is now: its home and its packages stay, its
   * programs end. How it was is saved first.
   *
   * @throws dev.atelier.session.DesktopBusy when a task is at work there
   */
  public void upgrade(String id, String actor, Consumer<String> progress)
      throws InterruptedException {
    Session session = sessions.awaitReady(id, WAKE_LIMIT);
    sessions.requireIdle(id);
    oneAtATime.run(id, () -> upgrade(session, actor, progress));
  }

  private void upgrade(Session before, String actor, Consumer<String> progress) {
    String id = before.id();
    DesktopSoftware software = software(before);
    progress.accept("Looking at what is installed");
    List<PackageName> packages = software.installed(id);
    tell(id, "session.upgrade_asked", packages, actor);
    progress.accept("Saving the desktop as it is");
    var unused = snapshots.takeForSafety(id, "before the upgrade of its system", actor);
    Optional<String> system = Optional.empty();
    if (!packages.isEmpty()) {
      String name = id + ".u" + clock.instant().getEpochSecond();
      software.build(id, name, packages, progress);
      system = Optional.of(name);
    }
    progress.accept("Starting the desktop anew");
    move(id, system, actor);
    tell(id, "session.upgraded", packages, actor);
  }

  private void move(String id, Optional<String> system, String actor) {
    var unused =
        sessions.alone(
            id,
            session -> {
              sessions.requireIdle(id);
              Disk next = new Disk(system, session.disk().home());
              Session moved = sessions.move(session, next, "session.moved", actor);
              session.disk().system().ifPresent(former -> drop(session, former));
              return moved;
            });
  }

  private void drop(Session session, String former) {
    try {
      sessions.copies(session).dropSystem(former);
    } catch (RuntimeException left) {
      LOG.log(Level.WARNING, left, () -> session.id() + ": its former system is left for now");
    }
  }

  private void tell(String id, String type, List<PackageName> packages, String actor) {
    changes.fire(
        new SoftwareChanged(id, type, packages.stream().map(PackageName::text).toList(), actor));
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
