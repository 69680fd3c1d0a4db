package dev.atelier.session;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has what is left of uploads that nobody finished removed from homes, once in a while as long as
 * their desktops are awake. Thread-safe.
 */
@ApplicationScoped
class Leftovers implements Care {
  private static final Duration PERIOD = Duration.ofMinutes(10);
  private static final Duration ONCE_IN = Duration.ofHours(12);
  private static final Logger LOG = Logger.getLogger(Leftovers.class.getName());

  private final DesktopRuntimes runtimes;
  private final Clock clock;
  private final Map<String, Instant> swept = new ConcurrentHashMap<>();

  @Inject
  Leftovers(DesktopRuntimes runtimes, Clock clock) {
    this.runtimes = runtimes;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Leftovers() {
    this(null, null);
  }

  @Override
  public Duration period() {
    return PERIOD;
  }

  @Override
  public void present(Set<String> ids) {
    swept.keySet().retainAll(ids);
  }

  @Override
  public void look(Session session) {
    String id = session.id();
    Instant now = clock.instant();
    Instant last = swept.getOrDefault(id, Instant.EPOCH);
    if (session.status() != SessionStatus.READY || now.isBefore(last.plus(ONCE_IN))) {
      return;
    }
    swept.put(id, now);
    try {
      runtimes.named(session.runtime()).files().ifPresent(files -> files.sweep(id));
    } catch (DesktopException asleep) {
      LOG.log(Level.FINE, asleep, () -> "the home of " + id + " was not swept");
    }
  }
}
