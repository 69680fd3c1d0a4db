package dev.atelier.console;

import dev.atelier.Caller;
import dev.atelier.cost.Budget;
import dev.atelier.cost.By;
import dev.atelier.cost.Caps;
import dev.atelier.cost.Costs;
import dev.atelier.cost.DailyCaps;
import dev.atelier.cost.Period;
import dev.atelier.cost.Sum;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the page of costs shows to somebody, looked up all at once.
 *
 * @param period what the tables are of
 * @param drawn what the chart is of
 */
record CostFigures(
    Period period,
    Period drawn,
    BigDecimal today,
    BigDecimal thisMonth,
    DailyCaps caps,
    Optional<Instant> capReachedAt,
    List<Sum> days,
    List<Sum> desktops,
    List<Sum> people,
    List<Sum> models,
    List<Sum> tasks) {
  private static final int DAYS_BESIDE_TODAY = 14;

  /**
   * Asks for all of them, for as long as that takes.
   *
   * @param most how many of a kind
   */
  static CostFigures of(
      Costs costs, Caps caps, Budget budget, Caller who, Period period, int most) {
    LocalDate today = budget.today();
    Period drawn =
        period.equals(Period.day(today)) ? Period.lastDays(DAYS_BESIDE_TODAY, today) : period;
    return new CostFigures(
        period,
        drawn,
        costs.total(Period.day(today), who),
        costs.total(Period.monthTo(today), who),
        caps.now(),
        costs.capReachedAt(who),
        costs.sums(By.DAY, drawn, who, Period.MOST_DAYS),
        costs.sums(By.DESKTOP, period, who, most),
        costs.sums(By.PERSON, period, who, most),
        costs.sums(By.MODEL, period, who, most),
        costs.sums(By.TASK, period, who, most));
  }

  /** Whether the tables are of one day, for which the cap of a desktop holds. */
  boolean isOfOneDay() {
    return !period.equals(drawn);
  }

  boolean hasChart() {
    return days.stream().anyMatch(day -> day.usd().signum() > 0);
  }
}
