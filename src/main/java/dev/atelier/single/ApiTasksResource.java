package dev.atelier.single;

import dev.atelier.cost.Budget;
import dev.atelier.cost.BudgetReport;
import dev.atelier.task.Tasks;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /api/task…}, {@code /api/tasks}, {@code /api/budget}. */
@Dependent
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Single desktop")
public class ApiTasksResource extends SingleTasks {

  @Inject
  ApiTasksResource(Desk desk, Tasks tasks, Budget budget, BudgetReport report) {
    super(desk, tasks, budget, report);
  }
}
