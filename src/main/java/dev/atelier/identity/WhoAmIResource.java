package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /whoami}: what the server takes its caller for. */
@Dependent
@Path("/whoami")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.MAY_VIEW)
@Tag(name = "Access")
public class WhoAmIResource {

  @GET
  @Operation(summary = "Your name on record, your role, and your desktops when they are bounded")
  public Map<String, Object> me(@Context SecurityContext security) {
    Caller caller = Caller.of(security.getUserPrincipal());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("name", caller.name());
    answer.put("role", caller.role().word());
    answer.put("desktops", caller.desktops().map(TreeSet::new).orElse(null));
    return answer;
  }
}
