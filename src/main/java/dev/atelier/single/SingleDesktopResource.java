package dev.atelier.single;

import dev.atelier.Role;
import dev.atelier.json.JsonBody;
import dev.atelier.session.ScreenshotResource;
import dev.atelier.session.Sessions;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshots;
import dev.atelier.snapshot.UnknownSnapshot;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code /api/screenshot}, {@code /api/desktop/…}: the one desktop looked at, saved, brought back.
 */
@Dependent
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Single desktop")
public class SingleDesktopResource {
  private final Desk desk;
  private final Sessions sessions;
  private final Snapshots snapshots;
  private final ScreenshotResource screen;

  @Context private HttpServletRequest request;

  @Inject
  SingleDesktopResource(
      Desk desk, Sessions sessions, Snapshots snapshots, ScreenshotResource screen) {
    this.desk = desk;
    this.sessions = sessions;
    this.snapshots = snapshots;
    this.screen = screen;
  }

  @RolesAllowed(Role.MAY_VIEW)
  @GET
  @Path("screenshot")
  @Produces({"image/png", "image/jpeg"})
  @Operation(summary = "The screen as PNG, or as a small JPEG; 304 while it has not changed")
  public Response screenshot(
      @QueryParam("format") @DefaultValue("png") String format,
      @QueryParam("quality") String quality,
      @QueryParam("width") String width,
      @QueryParam("wake") @DefaultValue("true") boolean wake,
      @Context Request preconditions)
      throws InterruptedException {
    return screen.screenshot(
        desk.desktop(request).id(), format, quality, width, wake, preconditions);
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("desktop/snapshot")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Save the one desktop: installed software and home")
  public Response take(String body) {
    JsonBody json = JsonBody.parse(body);
    String note = json.text("note", 0, Snapshot.LONGEST_NOTE).orElse("");
    json.refuseUnread();
    String id = desk.desktop(request).id();
    sessions.requireIdle(id);
    Snapshot taken = snapshots.take(id, note, Desk.caller(request).name());
    return Response.status(Response.Status.CREATED).entity(ListedSnapshot.of(taken)).build();
  }

  @RolesAllowed(Role.MAY_VIEW)
  @GET
  @Path("desktop/snapshots")
  @Operation(summary = "The snapshots of the one desktop, newest first")
  public Map<String, Object> list() {
    List<String> desktops = desk.history(request);
    List<ListedSnapshot> found =
        snapshots.all().stream()
            .filter(snapshot -> desktops.contains(snapshot.sessionId()))
            .map(ListedSnapshot::of)
            .toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("snapshots", found);
    answer.put("count", found.size());
    return answer;
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @DELETE
  @Path("desktop/snapshots/{snapshot}")
  @Operation(summary = "Remove a snapshot; the newest cannot go")
  public Map<String, Object> delete(@PathParam("snapshot") String id) {
    requireOwn(id);
    snapshots.delete(id, Desk.caller(request).name());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ok", true);
    answer.put("deleted", id);
    return answer;
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("desktop/restore")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Bring the one desktop back to a snapshot; how it is now is saved first")
  public Response restore(String body) {
    JsonBody json = JsonBody.parse(body);
    String id = json.requiredText("snapshot_id", 1, 40);
    json.refuseUnread();
    requireOwn(id);
    Snapshot safety =
        snapshots.restore(desk.desktop(request).id(), id, Desk.caller(request).name());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ok", true);
    answer.put("restored_from", id);
    answer.put("note", "how the desktop was until now is saved as " + safety.id());
    return Response.accepted(answer).build();
  }

  /** Those of other desktops are not there. */
  private void requireOwn(String id) {
    if (!desk.history(request).contains(snapshots.get(id).sessionId())) {
      throw new UnknownSnapshot(id);
    }
  }
}
