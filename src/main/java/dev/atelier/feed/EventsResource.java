package dev.atelier.feed;

import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /events}: the fleet's changes; answered by {@link FleetStreamFilter}. */
@Dependent
@Path("/events")
@RolesAllowed(Role.MAY_VIEW)
@Tag(name = "Server")
public class EventsResource {

  /** For the document of the operations: the filter is ahead of it. */
  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary =
          "How the fleet stands, and then what changes, as server-sent events; after a"
              + " Last-Event-ID only what changed since")
  public Response events() {
    throw new NotFoundException();
  }
}
