package dev.atelier.http;

import dev.atelier.cost.Budget;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.EngineReport;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Asks engine and database how they are, at most once a second, however many want to know.
 * Thread-safe.
 */
@ApplicationScoped
class Checkups {
  private static final Logger LOG = Logger.getLogger(Checkups.class.getName());
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final String DATABASE_SILENT =
      "the database cannot be reached; see DB_URL and the server's log";

  private final Supplier<Checkup> ask;
  private final Clock clock;
  private Optional<Checkup> latest = Optional.empty();
  private Instant at = Instant.MIN;

  @Inject
  Checkups(DesktopRuntimes runtimes, Sessions sessions, Budget budget, Clock clock) {
    this(() -> ask(runtimes, sessions, budget), clock);
  }

  Checkups(Supplier<Checkup> ask, Clock clock) {
    this.ask = ask;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Checkups() {
    this(null, null);
  }

  /** The last answers, no older than a second. */
  synchronized Checkup latest() {
    Instant now = clock.instant();
    Optional<Checkup> fresh =
        latest.filter(known -> !now.isBefore(at) && now.isBefore(at.plus(FRESH)));
    if (fresh.isPresent()) {
      return fresh.get();
    }
    Checkup answer = ask.get();
    latest = Optional.of(answer);
    at = clock.instant();
    return answer;
  }

  private static Checkup ask(DesktopRuntimes runtimes, Sessions sessions, Budget budget) {
    List<String> problems = new ArrayList<>();
    List<EngineReport> engines = runtimes.engines();
    boolean desktopReachable = reachable(runtimes, engines, problems);
    return new Checkup(
        desktopReachable,
        asked(problems, () -> sessions.all().size()),
        asked(problems, budget::spentToday),
        asked(problems, budget::cap),
        engines,
        List.copyOf(problems));
  }

  /** Where there are several engines, one that is well is enough. */
  private static boolean reachable(
      DesktopRuntimes runtimes, List<EngineReport> engines, List<String> problems) {
    if (engines.isEmpty()) {
      runtimes.standard().problem().ifPresent(problems::add);
      return problems.isEmpty();
    }
    engines.forEach(engine -> engine.problem().ifPresent(problems::add));
    return engines.stream().anyMatch(engine -> engine.problem().isEmpty());
  }

  /** An answer of the database, or a problem when it cannot be asked. */
  private static <T> Optional<T> asked(List<String> problems, Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (RuntimeException unreachable) {
      LOG.log(Level.WARNING, "the database cannot be asked", unreachable);
      if (!problems.contains(DATABASE_SILENT)) {
        problems.add(DATABASE_SILENT);
      }
      return Optional.empty();
    }
  }
}
