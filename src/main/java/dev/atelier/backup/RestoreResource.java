package dev.atelier.backup;

import dev.atelier.Caller;
import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /system/restore}: the way back to a backup, before the next start and after it. */
@Dependent
@Path("/system/restore")
@RolesAllowed(Role.MAY_ADMINISTER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
public class RestoreResource {
  private final Restores restores;

  @Context private SecurityContext security;

  @Inject
  RestoreResource(Restores restores) {
    this.restores = restores;
  }

  @GET
  @Operation(summary = "What is restored at the next start, and what was restored last")
  public Map<String, Object> state() {
    Map<String, Object> answer = new LinkedHashMap<>();
    restores.pending().ifPresent(wish -> answer.put("pending", BackupView.of(wish)));
    restores.latest().ifPresent(restored -> answer.put("latest", BackupView.of(restored)));
    restores.problem().ifPresent(problem -> answer.put("problem", problem));
    return answer;
  }

  @DELETE
  @Operation(summary = "Take the wish back: everything stays as it is")
  public Response withdraw() {
    restores.withdraw(Caller.of(security.getUserPrincipal()));
    return Response.noContent().build();
  }
}
