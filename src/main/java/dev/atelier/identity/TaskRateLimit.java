package dev.atelier.identity;

import dev.atelier.MadeAtStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How many tasks one caller may give in a while: as many as the limit says at once, then one more
 * each time its share of the time has passed. Thread-safe.
 */
@ApplicationScoped
public class TaskRateLimit implements MadeAtStart {
  private static final Logger LOG = Logger.getLogger(TaskRateLimit.class.getName());
  private static final RateLimit USUAL = new RateLimit(10, Duration.ofMinutes(1));
  private static final int MOST_CALLERS = 10_000;

  /** For each caller, when all that was used will have been given back; oldest use first. */
  private final Map<String, Instant> full = new LinkedHashMap<>(16, 0.75f, true);

  private final RateLimit limit;
  private final Clock clock;

  @Inject
  TaskRateLimit(
      @ConfigProperty(name = "ATELIER_TASK_RATE_LIMIT") Optional<String> limit,
      @ConfigProperty(name = "DESTINY_TASK_RATE_LIMIT") Optional<String> sameByAnotherName,
      Clock clock) {
    this.limit = limit.or(() -> sameByAnotherName).map(TaskRateLimit::read).orElse(USUAL);
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected TaskRateLimit() {
    this(Optional.empty(), Optional.empty(), null);
  }

  private static RateLimit read(String text) {
    return RateLimit.read(text)
        .orElseGet(
            () -> {
              LOG.warning(
                  () ->
                      "ATELIER_TASK_RATE_LIMIT: “"
                          + text
                          + "” is not N/sec, N/min or N/hour; 10/min holds instead");
              return USUAL;
            });
  }

  /**
   * Counts one more task of a caller.
   *
   * @return how long to wait when it is one too many, which then does not count
   */
  synchronized Optional<Duration> refusal(String caller) {
    Instant now = clock.instant();
    Instant before = full.getOrDefault(caller, now);
    Instant after = (before.isBefore(now) ? now : before).plus(limit.each());
    Duration tooSoon = Duration.between(now.plus(limit.per()), after);
    if (!tooSoon.isNegative() && !tooSoon.isZero()) {
      return Optional.of(tooSoon);
    }
    full.put(caller, after);
    if (full.size() > MOST_CALLERS) {
      full.remove(full.keySet().iterator().next());
    }
    return Optional.empty();
  }

  /** The limit in words. */
  String words() {
    return limit.count() + " tasks in " + limit.per().toSeconds() + " s";
  }
}
