package dev.atelier.cost;

import dev.atelier.Caller;
import dev.atelier.task.Tasks;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;

/** Today's spending against its cap, as the contract shows it. */
@Dependent
public class BudgetReport {
  private final Budget budget;
  private final Tasks tasks;

  @Inject
  BudgetReport(Budget budget, Tasks tasks) {
    this.budget = budget;
    this.tasks = tasks;
  }

  /** By field; what each task cost only for somebody who sees all desktops. */
  public Map<String, Object> shownTo(Caller caller) {
    BigDecimal total = budget.spentToday();
    Map<String, BigDecimal> perTask = new LinkedHashMap<>();
    tasks.startedSince(budget.beganAt()).forEach(id -> perTask.put(id, BigDecimal.ZERO));
    int started = perTask.size();
    perTask.putAll(budget.perTaskToday());
    BigDecimal cap = budget.cap();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("date", budget.today());
    report.put("total_usd", total);
    report.put("cap_usd", cap);
    report.put("remaining_usd", cap.subtract(total).max(BigDecimal.ZERO));
    report.put("resets_at", budget.resetsAt());
    report.put("tasks_run", started);
    if (caller.seesAll()) {
      report.put("per_task_usd", perTask);
    }
    return report;
  }
}
