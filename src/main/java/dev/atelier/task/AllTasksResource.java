package dev.atelier.task;

import dev.atelier.Caller;
import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /tasks}: the tasks of all desktops. */
@Dependent
@Path("/tasks")
@RolesAllowed(Role.MAY_VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
public class AllTasksResource {
  private final Tasks tasks;

  @Inject
  AllTasksResource(Tasks tasks) {
    this.tasks = tasks;
  }

  @GET
  @Operation(
      summary =
          "The tasks of all desktops that there are for the caller, newest first; as filtered by"
              + " ?status=&session_id=&given_by=&q=&from=&until=")
  public Map<String, Object> list(
      @BeanParam TaskFilterFields filter,
      @QueryParam("limit") String limit,
      @QueryParam("before") String before,
      @Context SecurityContext security) {
    TaskPage page = TaskPage.of(limit, before);
    return page.answer(
        tasks.matching(
            filter.read().seenBy(Caller.of(security.getUserPrincipal())),
            page.from(),
            page.limit()));
  }
}
