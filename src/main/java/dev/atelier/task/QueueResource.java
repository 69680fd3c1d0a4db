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
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /sessions/{id}/queue}: the tasks that wait for one desktop. */
@Dependent
@Path("/sessions/{id}/queue")
@RolesAllowed(Role.MAY_VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
public class QueueResource {
  private final TaskQueue queue;
  private final Sessions sessions;

  @Inject
  QueueResource(TaskQueue queue, Sessions sessions) {
    this.queue = queue;
    this.sessions = sessions;
  }

  @GET
  @Operation(summary = "The tasks that wait for the desktop, the next one first")
  public Map<String, List<TaskView>> list(@PathParam("id") String id) {
    sessions.get(id);
    return Map.of("items", queue.of(id).stream().map(TaskView::of).toList());
  }
}
