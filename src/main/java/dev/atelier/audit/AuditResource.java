package dev.atelier.audit;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.session.Sessions;
import dev.atelier.session.UnknownSession;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /sessions/{id}/audit}: the record of a desktop, to read and to verify. */
@Dependent
@Path("/sessions/{id}/audit")
@RolesAllowed(Role.MAY_VIEW)
@Tag(name = "Audit")
public class AuditResource {
  private final AuditExport export;
  private final AuditRepository repository;
  private final Sessions sessions;

  @Inject
  AuditResource(AuditExport export, AuditRepository repository, Sessions sessions) {
    this.export = export;
    this.repository = repository;
    this.sessions = sessions;
  }

  @GET
  @Produces({AuditExport.NDJSON, AuditExport.CSV})
  @Operation(summary = "The record, oldest first, a line each")
  public Response read(
      @PathParam("id") String id,
      @QueryParam("since") String sinceText,
      @QueryParam("type") String type,
      @QueryParam("limit") String limitText,
      @QueryParam("format") @DefaultValue("ndjson") String format,
      @Context SecurityContext security) {
    requireKnown(id);
    return export.of(
        Caller.of(security.getUserPrincipal()), id, sinceText, type, limitText, format);
  }

  @GET
  @Path("verify")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Whether the record is whole and unchanged")
  public Verification verify(@PathParam("id") String id) {
    requireKnown(id);
    return Verification.of(repository, id);
  }

  private void requireKnown(String id) {
    if (!sessions.known(id)) {
      throw new UnknownSession(id);
    }
  }
}
