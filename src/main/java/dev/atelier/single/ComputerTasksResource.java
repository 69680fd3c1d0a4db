package dev.atelier.single;

import dev.atelier.cost.Budget;
import dev.atelier.cost.BudgetReport;
import dev.atelier.task.Tasks;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The same as {@link SingleTasksResource} under {@code /api/computer}. */
@Dependent
@Typed(ComputerTasksResource.class)
@Path("/api/computer")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Single desktop")
public class ComputerTasksResource extends SingleTasksResource {

  @Inject
  ComputerTasksResource(Desk desk, Tasks tasks, Budget budget, BudgetReport report) {
    super(desk, tasks, budget, report);
  }
}
