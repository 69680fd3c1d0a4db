package dev.atelier.cost;

import dev.atelier.MadeAtStart;
import dev.atelier.task.Task;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What was spent today, and what may be. Thread-safe. */
@ApplicationScoped
public class Budget implements MadeAtStart {
  private final LedgerRepository ledger;
  private final Clock clock;
  private final Caps caps;
  private final ZoneId zone;

  /**
   * @param zone whose midnight begins a new day
   * @throws IllegalArgumentException when the zone is not known
   */
  @Inject
  Budget(
      LedgerRepository ledger,
      Caps caps,
      Clock clock,
      @ConfigProperty(name = "BUDGET_TIME_ZONE", defaultValue = "UTC") String zone) {
    this.ledger = ledger;
    this.caps = caps;
    this.clock = clock;
    this.zone = zone(zone);
  }

  /** For CDI's proxy only. */
  protected Budget() {
    this(null, null, null, "UTC");
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name.strip());
    } catch (DateTimeException unknown) {
      throw new IllegalArgumentException(
          "BUDGET_TIME_ZONE: “" + name + "” is not a time zone; write it like Europe/Rome",
          unknown);
    }
  }

  /** The most that may be spent a day, in US dollars. */
  public BigDecimal cap() {
    return caps.now().perDay();
  }

  /** The most that may be spent a day on one desktop, in US dollars. */
  public BigDecimal capOfDesktopADay() {
    return caps.now().perDesktop();
  }

  /** Whose midnight begins a new day. */
  public ZoneId zone() {
    return zone;
  }

  public LocalDate today() {
    return dayOf(clock.instant());
  }

  /** When the next day begins. */
  public Instant resetsAt() {
    return endOf(today());
  }

  private Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** When today began. */
  public Instant beganAt() {
    return today().atStartOfDay(zone).toInstant();
  }

  /** What is booked and what is set aside. */
  public BigDecimal spentToday() {
    return ledger.total(Tally.all(today()));
  }

  /** What is booked and set aside for one desktop. */
  public BigDecimal spentToday(String sessionId) {
    return ledger.total(Tally.session(sessionId, today()));
  }

  /** What each desktop that asked a model today has cost, by its id. */
  public Map<String, BigDecimal> perDesktopToday() {
    return ledger.perSession(today());
  }

  /** What each task that asked a model today has cost, by its id. */
  public Map<String, BigDecimal> perTaskToday() {
    return ledger.perTask(today());
  }

  /** The day that a moment belongs to. */
  LocalDate dayOf(Instant moment) {
    return LocalDate.ofInstant(moment, zone);
  }

  /** The bounds of a task's next call on a day, in the order in which they are taken. */
  List<Cap> capsOf(Task task, LocalDate day) {
    return capsOf(task, day, caps.now());
  }

  /** The same; they hold until the caller's transaction ends. */
  List<Cap> capsHeld(Task task, LocalDate day) {
    return capsOf(task, day, caps.held());
  }

  /** The same of work that is no task's: only the day bounds it. */
  List<Cap> capsOf(String owner, String work, LocalDate day) {
    return capsOf(owner, work, day, caps.now());
  }

  /** The same; they hold until the caller's transaction ends. */
  List<Cap> capsHeld(String owner, String work, LocalDate day) {
    return capsOf(owner, work, day, caps.held());
  }

  private List<Cap> capsOf(String owner, String work, LocalDate day, DailyCaps daily) {
    return List.of(
        new Cap(Tally.task(work), Optional.empty(), "", Optional.empty()),
        new Cap(Tally.session(owner, day), Optional.empty(), "", Optional.empty()),
        capOfDay(day, daily));
  }

  private List<Cap> capsOf(Task task, LocalDate day, DailyCaps daily) {
    Optional<Instant> midnight = Optional.of(endOf(day));
    return List.of(
        new Cap(Tally.task(task.id()), task.maxUsd(), "for this task (max_usd)", Optional.empty()),
        new Cap(
            Tally.session(task.sessionId(), day),
            daily.desktop().usd(),
            "for this desktop a day (" + daily.desktop().whereSet() + ")",
            midnight),
        capOfDay(day, daily));
  }

  private Cap capOfDay(LocalDate day, DailyCaps daily) {
    return new Cap(
        Tally.all(day),
        daily.day().usd(),
        "for a day (" + daily.day().whereSet() + ")",
        Optional.of(endOf(day)));
  }
}
