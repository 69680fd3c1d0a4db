package dev.atelier.session;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How large the homes of desktops are, measured now and then while they are awake, and how large
 * they should become at most. Thread-safe.
 */
@ApplicationScoped
public class HomeSizes implements Care {
  private static final Duration PERIOD = Duration.ofSeconds(5);
  private static final Logger LOG = Logger.getLogger(HomeSizes.class.getName());
  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final int WARN_PERCENT = 80;

  private final DesktopRuntimes runtimes;
  private final Clock clock;
  private final int usualMostMb;
  private final Map<String, Measure> measures = new ConcurrentHashMap<>();

  /**
   * One measurement.
   *
   * @param mb empty when it failed
   */
  private record Measure(OptionalLong mb, Instant at) {}

  @Inject
  HomeSizes(
      DesktopRuntimes runtimes,
      Clock clock,
      @ConfigProperty(name = "DESKTOP_DISK_MB", defaultValue = "0") int usualMostMb) {
    if (usualMostMb < 0) {
      throw new IllegalArgumentException("DESKTOP_DISK_MB is 0 or more, not " + usualMostMb);
    }
    this.runtimes = runtimes;
    this.clock = clock;
    this.usualMostMb = usualMostMb;
  }

  /** For CDI's proxy only. */
  protected HomeSizes() {
    this(null, null, 0);
  }

  /** As it was last measured, in MiB. */
  OptionalLong of(String id) {
    Measure last = measures.get(id);
    return last == null ? OptionalLong.empty() : last.mb();
  }

  /** What there is to say when a home is nearly as large as it may be, or larger. */
  Optional<String> warning(Session session) {
    OptionalLong used = of(session.id());
    int most = mostMb(session);
    return most == 0 || used.isEmpty() || used.getAsLong() * 100 < (long) most * WARN_PERCENT
        ? Optional.empty()
        : Optional.of(
            "the desktop's home holds "
                + used.getAsLong()
                + " of "
                + most
                + " MB; when it is full no snapshots are taken of it");
  }

  /**
   * Checks that a home is not larger than it may be; one that is awake is measured for that.
   *
   * @throws HomeFull when it is
   */
  void requireRoom(Session session) {
    int most = mostMb(session);
    if (most > 0) {
      if (session.status() == SessionStatus.READY) {
        measure(session);
      }
      OptionalLong used = of(session.id());
      if (used.isPresent() && used.getAsLong() >= most) {
        throw new HomeFull(used.getAsLong(), most);
      }
    }
  }

  private int mostMb(Session session) {
    int own = session.quota().diskMb();
    return own > 0 ? own : usualMostMb;
  }

  @Override
  public Duration period() {
    return PERIOD;
  }

  @Override
  public void present(Set<String> ids) {
    measures.keySet().retainAll(ids);
  }

  /** Measures it if it is awake and was not measured lately. */
  @Override
  public void look(Session session) {
    if (session.status() == SessionStatus.READY && isDue(session.id())) {
      measure(session);
    }
  }

  private boolean isDue(String id) {
    Measure last = measures.get(id);
    return last == null || Duration.between(last.at(), clock.instant()).compareTo(FRESH) >= 0;
  }

  private void measure(Session session) {
    OptionalLong mb = of(session.id());
    try {
      OptionalLong now = runtimes.named(session.runtime()).homeMb(session.id());
      // One too large to be measured in time is not a small one.
      mb = now.isPresent() ? now : mb;
    } catch (DesktopException asleep) {
      LOG.log(Level.FINE, asleep, () -> "the home of " + session.id() + " was not measured");
    }
    measures.put(session.id(), new Measure(mb, clock.instant()));
  }
}
