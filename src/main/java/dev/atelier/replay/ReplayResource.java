package dev.atelier.replay;

import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /sessions/{id}/task/{task}/replay}: a task as a film strip. */
@Dependent
@Path("/sessions/{id}/task/{task}/replay")
@RolesAllowed(Role.MAY_VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Replay")
public class ReplayResource {
  private final Films films;

  @Inject
  ReplayResource(Films films) {
    this.films = films;
  }

  @GET
  @Operation(summary = "A task as a film strip: pictures, places, reasons, cost, who drove")
  public Response film(@PathParam("id") String id, @PathParam("task") String taskId) {
    return Response.ok(films.of(id, taskId)).header("Cache-Control", "no-cache").build();
  }
}
