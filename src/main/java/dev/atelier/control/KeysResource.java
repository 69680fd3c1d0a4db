package dev.atelier.control;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.JsonBody;
import dev.atelier.session.Sessions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /sessions/{id}/keys}: what a person types from elsewhere. */
@Dependent
@Path("/sessions/{id}/keys")
@RolesAllowed(Role.MAY_OPERATE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Control")
public class KeysResource {
  private final Keystrokes keystrokes;
  private final Sessions sessions;

  @Inject
  KeysResource(Keystrokes keystrokes, Sessions sessions) {
    this.keystrokes = keystrokes;
    this.sessions = sessions;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Type as the holder of control: {text or key, lease_id}; on record is how much")
  public Map<String, Object> type(
      @PathParam("id") String id, String body, @Context SecurityContext security)
      throws InterruptedException {
    String session = sessions.get(id).id();
    String caller = Caller.of(security.getUserPrincipal()).name();
    var took = keystrokes.type(session, caller, JsonBody.parse(body), Optional.empty());
    return Map.of("ok", true, "duration_ms", took.toNanos() / 1_000_000.0);
  }
}
