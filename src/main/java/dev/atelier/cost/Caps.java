package dev.atelier.cost;

import dev.atelier.Caller;
import dev.atelier.MadeAtStart;
import dev.atelier.NotAllowed;
import dev.atelier.json.InvalidField;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The caps per day: those of the settings, until an admin sets others. Thread-safe, and safe across
 * processes on one database: once a cap is changed, nothing more is set aside by the one before.
 */
@ApplicationScoped
public class Caps implements MadeAtStart {
  /** The most that a cap may be, in US dollars. */
  public static final BigDecimal MOST = new BigDecimal("100000");

  private static final int DECIMALS = 4;

  private final CapRepository repository;
  private final Event<CapChanged> events;
  private final Clock clock;
  private final BigDecimal day;
  private final Optional<BigDecimal> desktop;

  @Inject
  Caps(
      CapRepository repository,
      Event<CapChanged> events,
      Clock clock,
      @ConfigProperty(name = "MAX_USD_PER_DAY", defaultValue = "1.00") BigDecimal day,
      @ConfigProperty(name = "MAX_USD_PER_SESSION_PER_DAY") Optional<BigDecimal> desktop) {
    this.repository = repository;
    this.events = events;
    this.clock = clock;
    this.day = day;
    this.desktop = desktop;
  }

  /** For CDI's proxy only. */
  protected Caps() {
    this(null, null, null, null, Optional.empty());
  }

  /** As they hold now. */
  public DailyCaps now() {
    return caps(repository.all());
  }

  /** The same; they hold until the caller's transaction ends. */
  DailyCaps held() {
    return caps(repository.hold());
  }

  private DailyCaps caps(Map<CapScope, SetCap> set) {
    return new DailyCaps(cap(CapScope.DAY, set), cap(CapScope.DESKTOP, set));
  }

  private DailyCap cap(CapScope scope, Map<CapScope, SetCap> set) {
    return new DailyCap(
        scope,
        scope == CapScope.DAY ? Optional.of(day) : desktop,
        Optional.ofNullable(set.get(scope)));
  }

  /**
   * Has another cap hold in place of that of the settings, from the next call of a model on.
   *
   * @throws InvalidField when it is no amount that a cap may have
   * @throws NotAllowed when only certain desktops are there for them
   */
  @Transactional
  public DailyCap change(CapScope scope, BigDecimal usd, Caller by) {
    requireAllDesktops(by);
    if (usd.signum() < 0
        || usd.compareTo(MOST) > 0
        || usd.stripTrailingZeros().scale() > DECIMALS) {
      throw new InvalidField(
          "usd",
          "must be an amount from 0 to %s, with at most %d decimals".formatted(MOST, DECIMALS));
    }
    return put(
        scope,
        Optional.of(new SetCap(usd, by.name(), clock.instant().truncatedTo(ChronoUnit.MILLIS))),
        by.name());
  }

  /** Has the cap of the settings hold again; nothing happens when it does. */
  @Transactional
  public DailyCap reset(CapScope scope, Caller by) {
    requireAllDesktops(by);
    return put(scope, Optional.empty(), by.name());
  }

  private static void requireAllDesktops(Caller by) {
    if (!by.seesAll()) {
      throw new NotAllowed("caps bound all desktops, and yours are only those named for you");
    }
  }

  private DailyCap put(CapScope scope, Optional<SetCap> wanted, String actor) {
    DailyCap before = cap(scope, repository.hold());
    if (wanted.isEmpty() && before.set().isEmpty()) {
      return before;
    }
    repository.put(scope, wanted);
    DailyCap after = new DailyCap(scope, before.configured(), wanted);
    events.fire(new CapChanged(scope, before.usd(), after.usd(), actor));
    return after;
  }
}
