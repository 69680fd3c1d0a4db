package dev.atelier.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Who uses which desktop now, and when each was last used. Kept in memory: after a start of the
 * server every desktop counts as used just then. Thread-safe.
 */
@ApplicationScoped
public class DesktopUses {
  private final ConcurrentMap<String, Uses> bySession = new ConcurrentHashMap<>();
  private final Clock clock;
  private final Instant begun;

  /** How many use a desktop at present, and when one last began or ended to. */
  private record Uses(int present, Instant last) {}

  /** Somebody's use of a desktop, until it is closed. */
  public interface Use extends AutoCloseable {
    @Override
    void close();
  }

  @Inject
  DesktopUses(Clock clock) {
    this.clock = clock;
    begun = clock.instant();
  }

  /** For CDI's proxy only. */
  protected DesktopUses() {
    clock = null;
    begun = Instant.EPOCH;
  }

  /** Keeps the desktop from being paused for want of use; wakes nothing. */
  public Use begin(String sessionId) {
    add(sessionId, 1);
    return () -> add(sessionId, -1);
  }

  /** Somebody uses it at this moment. */
  void note(String sessionId) {
    add(sessionId, 0);
  }

  private void add(String sessionId, int users) {
    Instant now = clock.instant();
    bySession.merge(
        sessionId, new Uses(users, now), (before, more) -> new Uses(before.present() + users, now));
  }

  /** For how long nobody has used it; zero while somebody does. */
  public Duration unusedFor(String sessionId) {
    Uses uses = bySession.getOrDefault(sessionId, new Uses(0, begun));
    return uses.present() > 0 ? Duration.ZERO : Duration.between(uses.last(), clock.instant());
  }

  /** Forgets desktops that are not among those there are. */
  void keep(Collection<String> sessionIds) {
    bySession.forEach(
        (id, uses) -> {
          if (uses.present() == 0 && !sessionIds.contains(id)) {
            bySession.remove(id, uses);
          }
        });
  }
}
