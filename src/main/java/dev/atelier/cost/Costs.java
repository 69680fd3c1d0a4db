package dev.atelier.cost;

import dev.atelier.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was spent, on what, as far as the desktops of whoever asks go. Thread-safe. */
@ApplicationScoped
public class Costs {
  private final SpendingRepository spending;
  private final Budget budget;
  private final Clock clock;

  @Inject
  Costs(SpendingRepository spending, Budget budget, Clock clock) {
    this.spending = spending;
    this.budget = budget;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Costs() {
    this(null, null, null);
  }

  /** The dearest first; days in order, also those on which nothing was spent. */
  public List<Sum> sums(By by, Period period, Caller caller, int limit) {
    List<Sum> found =
        spending.sums(by, period, caller.desktops(), by == By.DAY ? Period.MOST_DAYS : limit);
    return by == By.DAY ? withEmptyDays(found, period) : found;
  }

  private static List<Sum> withEmptyDays(List<Sum> found, Period period) {
    Map<String, Sum> byDay =
        found.stream().collect(Collectors.toMap(Sum::key, Function.identity()));
    return period
        .days()
        .map(day -> day.toString())
        .map(day -> byDay.getOrDefault(day, new Sum(day, Optional.empty(), BigDecimal.ZERO, 0)))
        .toList();
  }

  /** What is booked and what is set aside. */
  public BigDecimal total(Period period, Caller caller) {
    return spending.total(period, caller.desktops());
  }

  /**
   * When the day's cap is reached at the pace of the last hour; empty when it is not reached today,
   * and for whoever does not see all desktops, which share that cap.
   */
  public Optional<Instant> capReachedAt(Caller caller) {
    Instant now = clock.instant();
    return caller.seesAll()
        ? Forecast.capReachedAt(
            budget.cap().subtract(budget.spentToday()),
            spending.bookedSince(now.minus(Forecast.PACE)),
            now,
            budget.resetsAt())
        : Optional.empty();
  }

  /** All of it, by day, desktop, task and model in this order; read a day at a time. */
  Stream<SpentOn> details(Period period, Caller caller) {
    return period
        .days()
        .flatMap(day -> spending.details(Period.day(day), caller.desktops()).stream());
  }
}
