package dev.atelier.audit;

import dev.atelier.Caller;
import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /audit}: the record of what is about no desktop, such as logins and tokens. */
@Dependent
@Path("/audit")
@RolesAllowed(Role.MAY_ADMINISTER)
@Tag(name = "Audit")
public class ServerAuditResource {
  private final AuditExport export;
  private final AuditRepository repository;

  @Inject
  ServerAuditResource(AuditExport export, AuditRepository repository) {
    this.export = export;
    this.repository = repository;
  }

  @GET
  @Produces({AuditExport.NDJSON, AuditExport.CSV})
  @Operation(summary = "The server's own record, oldest first, a line each")
  public Response read(
      @QueryParam("since") String since,
      @QueryParam("type") String type,
      @QueryParam("limit") String limit,
      @QueryParam("format") @DefaultValue("ndjson") String format,
      @Context SecurityContext security) {
    return export.of(
        Caller.of(security.getUserPrincipal()), AuditTrail.SERVER, since, type, limit, format);
  }

  @GET
  @Path("verify")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Whether the server's own record is whole and unchanged")
  public Verification verify() {
    return Verification.of(repository, AuditTrail.SERVER);
  }
}
