package dev.atelier.audit;

import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /audit/integrity}: whether the record of all desktops is whole and unchanged. */
@Dependent
@Path("/audit/integrity")
@RolesAllowed(Role.MAY_ADMINISTER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit")
public class IntegrityResource {
  private final Integrity integrity;

  @Inject
  IntegrityResource(Integrity integrity) {
    this.integrity = integrity;
  }

  @GET
  @Operation(summary = "What the last walk along all chains found, and how far one under way is")
  public Object read() {
    return IntegrityView.of(integrity);
  }

  @POST
  @Operation(summary = "Begins a walk along all chains, unless one is under way")
  public Response begin() {
    integrity.begin(() -> {});
    return Response.accepted(IntegrityView.of(integrity)).build();
  }
}
