package dev.atelier.snapshot;

import dev.atelier.session.SessionWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * When a desktop goes with its home, what was saved of it by itself goes too: it holds the same
 * files and logins. Thread-safe.
 */
@ApplicationScoped
class PurgedDesktops implements SessionWork {
  private final Snapshots snapshots;

  @Inject
  PurgedDesktops(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** For CDI's proxy only. */
  protected PurgedDesktops() {
    this(null);
  }

  @Override
  public Optional<Current> on(String sessionId) {
    return Optional.empty();
  }

  @Override
  public void endOn(String sessionId, String why) {
    // Whoever saves a desktop has its turn until that is done.
  }

  @Override
  public void forget(String sessionId) {
    snapshots.forget(sessionId);
  }
}
