package dev.atelier.cost;

import dev.atelier.Caller;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
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
  private final BudgetReport report;

  @Inject
  BudgetResource(BudgetReport report) {
    this.report = report;
  }

  @GET
  @Operation(summary = "Today's spending; what each task cost only for callers who are known")
  public Map<String, Object> budget(@Context SecurityContext security) {
    return report.shownTo(Caller.of(security.getUserPrincipal()));
  }
}
