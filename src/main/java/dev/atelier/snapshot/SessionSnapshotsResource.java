package dev.atelier.snapshot;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.JsonBody;
import dev.atelier.session.Sessions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One desktop saved, its snapshots listed, and brought back to one of them. */
@Dependent
@Path("/sessions/{id}")
@RolesAllowed(Role.MAY_VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Snapshots")
public class SessionSnapshotsResource {
  private final Snapshots snapshots;
  private final Sessions sessions;

  @Context private UriInfo uri;
  @Context private SecurityContext security;

  @Inject
  SessionSnapshotsResource(Snapshots snapshots, Sessions sessions) {
    this.snapshots = snapshots;
    this.sessions = sessions;
  }

  @GET
  @Path("snapshots")
  @Operation(summary = "The snapshots of a desktop, newest first")
  public Map<String, Object> list(@PathParam("id") String id) {
    sessions.get(id);
    return SnapshotsResource.items(snapshots.ofSession(id), snapshots);
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("snapshot")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Save the desktop: installed software and home; it is held still meanwhile")
  public Response take(@PathParam("id") String id, String body) {
    sessions.get(id);
    JsonBody json = JsonBody.parse(body == null || body.isBlank() ? "{}" : body);
    String note = json.text("note", 0, Snapshot.LONGEST_NOTE).orElse("");
    json.refuseUnread();
    Snapshot taken = snapshots.take(id, note, Caller.of(security.getUserPrincipal()).name());
    return Response.created(URI.create(uri.getBaseUri() + "snapshots/" + taken.id()))
        .entity(SnapshotView.of(taken, Optional.empty()))
        .build();
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("restore")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Bring the desktop back to a snapshot; how it is now is saved first")
  public Response restore(@PathParam("id") String id, String body) {
    sessions.get(id);
    JsonBody json = JsonBody.parse(body);
    String snapshot = json.requiredText("snapshot_id", 1, 40);
    json.refuseUnread();
    var unused = SnapshotsResource.seen(snapshot, security, snapshots);
    Snapshot safety =
        snapshots.restore(id, snapshot, Caller.of(security.getUserPrincipal()).name());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ok", true);
    answer.put("session_id", id);
    answer.put("restored_from", snapshot);
    answer.put("safety_snapshot_id", safety.id());
    return Response.accepted(answer).build();
  }
}
