package dev.atelier.snapshot;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.snapshot.Snapshot.Template;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /snapshots}: all that was saved, of whichever desktop. */
@Dependent
@Path("/snapshots")
@RolesAllowed(Role.MAY_VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Snapshots")
public class SnapshotsResource {
  private final Snapshots snapshots;

  @Context private SecurityContext security;

  @Inject
  SnapshotsResource(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @GET
  @Operation(summary = "All snapshots, newest first; with ?template=true those that are offered")
  public Map<String, Object> list(@QueryParam("template") String template) {
    if (template != null && !template.equals("true")) {
      throw new InvalidField("template", "can only be true");
    }
    Caller caller = Caller.of(security.getUserPrincipal());
    List<Snapshot> found = template == null ? snapshots.all() : snapshots.templates();
    return items(
        found.stream().filter(snapshot -> caller.sees(snapshot.sessionId())).toList(), snapshots);
  }

  static Map<String, Object> items(List<Snapshot> found, Snapshots snapshots) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", found.stream().map(each -> view(each, snapshots)).toList());
    answer.put("next", null);
    return answer;
  }

  private static SnapshotView view(Snapshot snapshot, Snapshots snapshots) {
    return SnapshotView.of(snapshot, snapshots.problem(snapshot));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One snapshot")
  public SnapshotView one(@PathParam("id") String id) {
    return view(seen(id, security, snapshots), snapshots);
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Give a snapshot another note, offer it as a template, or no longer")
  public SnapshotView change(@PathParam("id") String id, String body) {
    JsonBody json = JsonBody.parse(body);
    boolean offers = json.names("template");
    Optional<Template> template =
        offers ? json.object("template").map(SnapshotsResource::template) : Optional.empty();
    Optional<String> note = json.text("note", 0, Snapshot.LONGEST_NOTE);
    json.refuseUnread();
    if (!offers && note.isEmpty()) {
      throw new InvalidField("template", "is missing: {name, description}, or null; or a note");
    }
    requireSeen(id);
    String actor = Caller.of(security.getUserPrincipal()).name();
    if (offers) {
      var unused = snapshots.offer(id, template, actor);
    }
    note.ifPresent(words -> snapshots.note(id, words, actor));
    return view(snapshots.get(id), snapshots);
  }

  private static Template template(JsonBody json) {
    Template template =
        new Template(
            json.requiredText("name", 1, Template.LONGEST_NAME),
            json.text("description", 0, Template.LONGEST_DESCRIPTION).orElse(""));
    json.refuseUnread();
    return template;
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @DELETE
  @Path("{id}")
  @Operation(summary = "Remove a snapshot; the newest of a desktop that is there cannot go")
  public Response delete(@PathParam("id") String id) {
    requireSeen(id);
    snapshots.delete(id, Caller.of(security.getUserPrincipal()).name());
    return Response.noContent().build();
  }

  private void requireSeen(String id) {
    var unused = seen(id, security, snapshots);
  }

  /**
   * A snapshot of a desktop that there is for the caller.
   *
   * @throws UnknownSnapshot also when it is of another
   */
  static Snapshot seen(String id, SecurityContext security, Snapshots snapshots) {
    Snapshot found = snapshots.get(id);
    if (!Caller.of(security.getUserPrincipal()).sees(found.sessionId())) {
      throw new UnknownSnapshot(id);
    }
    return found;
  }
}
