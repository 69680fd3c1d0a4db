package dev.atelier.session;

import dev.atelier.desktop.DesktopRuntimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Pauses desktops that nobody has used for a time, and stops those that have been paused for long.
 * Whoever needs one wakes it. Thread-safe.
 */
@ApplicationScoped
class IdleDesktops implements Care {
  private static final Logger LOG = Logger.getLogger(IdleDesktops.class.getName());
  private static final Duration LONGEST_PERIOD = Duration.ofSeconds(30);
  private static final Duration SHORTEST_PERIOD = Duration.ofMillis(100);
  private static final BigDecimal MOST_MINUTES = new BigDecimal(525_600);

  private final SessionRecords records;
  private final OpenDesktops open;
  private final DesktopRuntimes runtimes;
  private final Turns turns;
  private final DesktopUses uses;
  private final Iterable<SessionWork> work;
  private final Clock clock;
  private final Duration pauseAfter;
  private final Duration stopAfter;
  private final Map<String, Instant> pausedSince = new ConcurrentHashMap<>();

  @Inject
  IdleDesktops(
      SessionRecords records,
      OpenDesktops open,
      DesktopRuntimes runtimes,
      Turns turns,
      DesktopUses uses,
      Instance<SessionWork> work,
      Clock clock,
      @ConfigProperty(name = "IDLE_PAUSE_MINUTES", defaultValue = "30") BigDecimal pauseMinutes,
      @ConfigProperty(name = "IDLE_STOP_MINUTES", defaultValue = "480") BigDecimal stopMinutes) {
    this(
        records,
        open,
        runtimes,
        turns,
        uses,
        (Iterable<SessionWork>) work,
        clock,
        minutes("IDLE_PAUSE_MINUTES", pauseMinutes),
        minutes("IDLE_STOP_MINUTES", stopMinutes));
  }

  /**
   * With times of the caller's choice; zero means never.
   *
   * @param pauseAfter for so long nobody must have used a desktop
   * @param stopAfter for so long it must have been paused
   */
  IdleDesktops(
      SessionRecords records,
      OpenDesktops open,
      DesktopRuntimes runtimes,
      Turns turns,
      DesktopUses uses,
      Iterable<SessionWork> work,
      Clock clock,
      Duration pauseAfter,
      Duration stopAfter) {
    this.records = records;
    this.open = open;
    this.runtimes = runtimes;
    this.turns = turns;
    this.uses = uses;
    this.work = work;
    this.clock = clock;
    this.pauseAfter = pauseAfter;
    this.stopAfter = stopAfter;
  }

  /** For CDI's proxy only. */
  protected IdleDesktops() {
    this(null, null, null, null, null, List.of(), null, Duration.ZERO, Duration.ZERO);
  }

  static Duration minutes(String name, BigDecimal minutes) {
    if (minutes.signum() < 0 || minutes.compareTo(MOST_MINUTES) > 0) {
      throw new IllegalArgumentException(
          name + " is from 0 to " + MOST_MINUTES + ", not " + minutes.toPlainString());
    }
    return Duration.ofMillis(minutes.movePointRight(3).multiply(new BigDecimal(60)).longValue());
  }

  @Override
  public Duration period() {
    Duration shortest = pauseAfter.isZero() ? LONGEST_PERIOD : pauseAfter.dividedBy(4);
    return shortest.compareTo(LONGEST_PERIOD) < 0 ? shortest.plus(SHORTEST_PERIOD) : LONGEST_PERIOD;
  }

  @Override
  public void present(Set<String> ids) {
    uses.keep(ids);
    pausedSince.keySet().retainAll(ids);
  }

  @Override
  public void look(Session session) {
    if (session.status() != SessionStatus.PAUSED) {
      pausedSince.remove(session.id());
    }
    if (session.status() == SessionStatus.READY && idle(session.id())) {
      turns.run(session.id(), () -> pauseIfStillIdle(session.id()));
    }
    if (session.status() == SessionStatus.PAUSED && pausedForLong(session.id())) {
      turns.run(session.id(), () -> stopIfStillPaused(session.id()));
    }
  }

  private boolean idle(String id) {
    if (isAtWork(id)) {
      uses.note(id);
    }
    return unused(id);
  }

  private boolean isAtWork(String id) {
    for (SessionWork each : work) {
      if (each.on(id).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private boolean unused(String id) {
    return !pauseAfter.isZero() && uses.unusedFor(id).compareTo(pauseAfter) >= 0;
  }

  /** Somebody may want it while its turn is waited for: they have it then, awake. */
  private void pauseIfStillIdle(String id) {
    boolean ready =
        records.find(id).filter(found -> found.status() == SessionStatus.READY).isPresent();
    if (ready && idle(id) && open.letGoIf(id, () -> unused(id))) {
      LOG.info(() -> id + " is paused: nobody uses it");
      records.find(id).ifPresent(session -> runtimes.named(session.runtime()).pause(session.id()));
      pausedSince.put(id, clock.instant());
      records.change(id, "session.paused", "server", s -> s.with(SessionStatus.PAUSED));
    }
  }

  private boolean pausedForLong(String id) {
    Instant now = clock.instant();
    Instant since = pausedSince.computeIfAbsent(id, paused -> now);
    // Whoever woke it between two looks, and let it be paused again, had it for a time.
    return !stopAfter.isZero()
        && Duration.between(since, now).compareTo(stopAfter) >= 0
        && uses.unusedFor(id).compareTo(stopAfter) >= 0;
  }

  private void stopIfStillPaused(String id) {
    records
        .find(id)
        .filter(session -> session.status() == SessionStatus.PAUSED && !open.holds(id))
        .ifPresent(
            session -> {
              LOG.info(() -> id + " is stopped: it has been paused for long");
              runtimes.named(session.runtime()).stop(id);
              records.change(id, "session.stopped", "server", s -> s.with(SessionStatus.STOPPED));
            });
  }
}
