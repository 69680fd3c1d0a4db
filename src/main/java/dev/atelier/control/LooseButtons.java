package dev.atelier.control;

import dev.atelier.desktop.DesktopException;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Whoever comes to drive finds no button pressed that the one before kept down. Thread-safe. */
@ApplicationScoped
class LooseButtons {
  private static final Logger LOG = Logger.getLogger(LooseButtons.class.getName());

  private final Sessions sessions;

  @Inject
  LooseButtons(Sessions sessions) {
    this.sessions = sessions;
  }

  /** For CDI's proxy only. */
  protected LooseButtons() {
    this(null);
  }

  void driverChanged(@Observes DriverChanged change) {
    try {
      sessions.letGo(change.sessionId());
    } catch (DesktopException lost) {
      LOG.log(Level.FINE, "a desktop that is lost holds nothing", lost);
    }
  }
}
