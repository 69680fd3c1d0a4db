package dev.atelier.mcp;

import dev.atelier.control.ControlHeld;
import dev.atelier.control.Holder;
import dev.atelier.control.Leases;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.Screenshot;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/**
 * Screens as models see them: not while a person has control, who may be typing what no model is to
 * see. Thread-safe.
 */
@ApplicationScoped
class Screens {
  private static final Duration QUIET = Duration.ofMillis(250);
  private static final Duration LONGEST_UNREST = Duration.ofSeconds(4);

  private final Sessions sessions;
  private final Leases leases;

  @Inject
  Screens(Sessions sessions, Leases leases) {
    this.sessions = sessions;
    this.leases = leases;
  }

  /** For CDI's proxy only. */
  protected Screens() {
    this(null, null);
  }

  /**
   * What a screen shows now; a sleeping desktop is woken.
   *
   * @throws ControlHeld while a person has control
   */
  Screenshot now(String sessionId) throws InterruptedException {
    requireNobodyDrives(sessionId);
    Screenshot seen = sessions.desktop(sessionId).screenshot();
    requireNobodyDrives(sessionId);
    return seen;
  }

  /** The screen once it has settled; empty where it cannot be seen. */
  Optional<Screenshot> settled(String sessionId) throws InterruptedException {
    try {
      requireNobodyDrives(sessionId);
      Screenshot seen = sessions.desktop(sessionId).settledScreenshot(QUIET, LONGEST_UNREST);
      requireNobodyDrives(sessionId);
      return Optional.of(seen);
    } catch (DesktopException | ControlHeld unseen) {
      return Optional.empty();
    }
  }

  /** What the screen of a desktop that is awake shows; empty where it cannot be seen. */
  Optional<Screenshot> awake(String sessionId) {
    if (driver(sessionId).isPresent()) {
      return Optional.empty();
    }
    Optional<Screenshot> seen = sessions.lastScreenshot(sessionId);
    return driver(sessionId).isPresent() ? Optional.empty() : seen;
  }

  private void requireNobodyDrives(String sessionId) {
    driver(sessionId)
        .ifPresent(
            person -> {
              throw new ControlHeld(person);
            });
  }

  private Optional<Holder.Person> driver(String sessionId) {
    return leases.state(sessionId).person().filter(person -> !person.passing());
  }
}
