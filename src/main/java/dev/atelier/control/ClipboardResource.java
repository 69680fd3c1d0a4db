package dev.atelier.control;

import dev.atelier.Caller;
import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Collections;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code /sessions/{id}/clipboard}: what was copied on a desktop, and what is pasted there next. It
 * may be a password, so that who may only watch does not see it here.
 */
@Dependent
@Path("/sessions/{id}/clipboard")
@RolesAllowed(Role.MAY_OPERATE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Actions")
public class ClipboardResource {
  private final Clipboards clipboards;

  @Context private SecurityContext security;

  @Inject
  ClipboardResource(Clipboards clipboards) {
    this.clipboards = clipboards;
  }

  @GET
  @Operation(summary = "What was last copied on the desktop")
  public Response read(@PathParam("id") String id) throws InterruptedException {
    String text = clipboards.read(id, caller()).orElse(null);
    return Response.ok(Collections.singletonMap("text", text))
        .header("Cache-Control", "no-store")
        .build();
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a text what the next paste on the desktop inserts")
  public Response write(@PathParam("id") String id, String body) throws InterruptedException {
    clipboards.write(id, caller(), body);
    return Response.noContent().build();
  }

  private String caller() {
    return Caller.of(security.getUserPrincipal()).name();
  }
}
