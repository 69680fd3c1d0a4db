package dev.atelier.session;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Tells when a program on a desktop was ended for want of memory while the desktop itself goes on.
 * Thread-safe.
 */
@ApplicationScoped
class MemoryShortages {
  private static final Logger LOG = Logger.getLogger(MemoryShortages.class.getName());

  /** Longer than the time between two looks; what is told twice is recorded once. */
  private static final Duration BACK = Duration.ofMinutes(2);

  private final SessionRecords records;
  private final DesktopRuntimes runtimes;
  private final Clock clock;

  @Inject
  MemoryShortages(SessionRecords records, DesktopRuntimes runtimes, Clock clock) {
    this.records = records;
    this.runtimes = runtimes;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected MemoryShortages() {
    this(null, null, null);
  }

  /** The runtimes of which it is worth while to be asked. */
  Set<String> runtimesInUse() {
    return records.all().stream()
        .filter(session -> session.status() == SessionStatus.READY)
        .map(Session::runtime)
        .collect(Collectors.toSet());
  }

  /** Puts on record what has happened lately on a runtime. */
  void look(String runtime) {
    Instant since = clock.instant().minus(BACK);
    try {
      runtimes.named(runtime).ranOutOfMemory(since).forEach(this::tell);
    } catch (DesktopException silent) {
      LOG.log(Level.FINE, silent, () -> runtime + " does not tell what ran out of memory");
    }
  }

  private void tell(String id, Instant at) {
    String problem =
        "at "
            + at.truncatedTo(ChronoUnit.SECONDS)
            + " the desktop was out of memory and the kernel ended a program on it; close some, or"
            + " give it more (memory_mb)";
    records.change(
        id,
        "session.out_of_memory",
        "server",
        session ->
            session.status() == SessionStatus.READY
                ? session.with(SessionStatus.READY, Optional.of(problem))
                : session);
  }
}
