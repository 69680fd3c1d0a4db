package dev.atelier.cost;

import dev.atelier.Caller;
import dev.atelier.task.Tasks;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /budget}: today's spending against its cap. */
@Dependent
@Path("/budget")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
public class BudgetResource {
  private final Budget budget;
  private final Tasks tasks;

  @Inject
  BudgetResource(Budget budget, Tasks tasks) {
    this.budget = budget;
    this.tasks = tasks;
  }

  @GET
  @Operation(summary = "Today's spending; what each task cost only for callers who are known")
  public Map<String, Object> budget(@Context SecurityContext security) {
    BigDecimal total = budget.spentToday();
    Map<String, BigDecimal> perTask = new LinkedHashMap<>();
    tasks.startedSince(budget.beganAt()).forEach(id -> perTask.put(id, BigDecimal.ZERO));
    int started = perTask.size();
    perTask.putAll(budget.perTaskToday());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("date", budget.today());
    answer.put("total_usd", total);
    answer.put("cap_usd", budget.cap());
    answer.put("remaining_usd", budget.cap().subtract(total).max(BigDecimal.ZERO));
    answer.put("resets_at", budget.resetsAt());
    answer.put("tasks_run", started);
    if (Caller.of(security.getUserPrincipal()).seesAll()) {
      answer.put("per_task_usd", perTask);
    }
    return answer;
  }
}
