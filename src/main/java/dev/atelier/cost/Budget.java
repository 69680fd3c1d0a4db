package dev.atelier.cost;

import dev.atelier.task.TaskRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What was spent today, and what may be. Days are UTC. Thread-safe. */
@ApplicationScoped
public class Budget {
  private final TaskRepository tasks;
  private final Clock clock;
  private final BigDecimal cap;

  @Inject
  Budget(
      TaskRepository tasks,
      Clock clock,
      @ConfigProperty(name = "MAX_USD_PER_DAY", defaultValue = "1.00") BigDecimal cap) {
    this.tasks = tasks;
    this.clock = clock;
    this.cap = cap;
  }

  /** For CDI's proxy only. */
  protected Budget() {
    this(null, null, null);
  }

  public BigDecimal cap() {
    return cap;
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  public BigDecimal spentToday() {
    return perTaskToday().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** What each of today's tasks has cost, by its id. */
  public Map<String, BigDecimal> perTaskToday() {
    Instant midnight = today().atStartOfDay(ZoneOffset.UTC).toInstant();
    return tasks.costsSince(midnight);
  }
}
