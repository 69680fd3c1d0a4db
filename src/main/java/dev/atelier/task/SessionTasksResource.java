package dev.atelier.task;

import dev.atelier.Role;
import dev.atelier.session.Sessions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /sessions/{id}/tasks}: the tasks of one desktop. */
@Dependent
@Path("/sessions/{id}/tasks")
@RolesAllowed(Role.MAY_VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
public class SessionTasksResource {
  private final Tasks tasks;
  private final Sessions sessions;

  @Inject
  SessionTasksResource(Tasks tasks, Sessions sessions) {
    this.tasks = tasks;
    this.sessions = sessions;
  }

  @GET
  @Operation(summary = "The desktop's tasks, newest first")
  public Map<String, Object> list(
      @PathParam("id") String id,
      @QueryParam("limit") String limit,
      @QueryParam("before") String before) {
    sessions.get(id);
    TaskPage page = TaskPage.of(limit, before);
    return page.answer(tasks.ofSession(id, page));
  }
}
