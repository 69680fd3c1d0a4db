package dev.atelier.session;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /sessions}: desktops made and listed. */
@Dependent
@Path("/sessions")
@RolesAllowed(Role.MAY_VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
public class SessionsResource {
  private final Sessions sessions;
  private final SessionViews views;

  @Context private UriInfo uri;
  @Context private SecurityContext security;

  @Inject
  SessionsResource(Sessions sessions, SessionViews views) {
    this.sessions = sessions;
    this.views = views;
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a desktop; with ?wait=ready the answer waits for its first frame")
  public Response create(@QueryParam("wait") String wait, String body) throws InterruptedException {
    boolean untilReady = waits(wait);
    caller().requireMayMakeDesktops();
    Session session = sessions.create(SessionRequest.read(body), caller().name());
    if (untilReady) {
      session = sessions.awaitReady(session.id(), Sessions.READY_LIMIT);
    }
    return Response.created(URI.create(uri.getBaseUri() + "sessions/" + session.id()))
        .entity(view(session))
        .build();
  }

  @GET
  @Operation(summary = "All desktops that there are for the caller")
  public Map<String, Object> list() {
    Caller caller = caller();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "items",
        sessions.all().stream()
            .filter(session -> caller.sees(session.id()))
            .map(this::view)
            .toList());
    answer.put("next", null);
    return answer;
  }

  private static boolean waits(String wait) {
    if (wait != null && !wait.equals("ready")) {
      throw new InvalidField("wait", "can only be ready");
    }
    return wait != null;
  }

  private SessionView view(Session session) {
    return views.of(session, uri.getBaseUri());
  }

  private Caller caller() {
    return Caller.of(security.getUserPrincipal());
  }
}
