package dev.atelier.session;

import dev.atelier.desktop.Size;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /sessions}: desktops made, listed, changed and deleted. */
@Dependent
@Path("/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
public class SessionsResource {
  private static final Duration READY_LIMIT = Duration.ofSeconds(30);
  private static final Set<String> THEMES = Set.of(SessionRequest.STANDARD_THEME);

  private final Sessions sessions;
  private final Instance<SessionWork> work;

  @Context private UriInfo uri;
  @Context private SecurityContext security;

  @Inject
  SessionsResource(Sessions sessions, Instance<SessionWork> work) {
    this.sessions = sessions;
    this.work = work;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a desktop; with ?wait=ready the answer waits for its first frame")
  public Response create(@QueryParam("wait") String wait, String body) throws InterruptedException {
    boolean untilReady = waits(wait);
    Session session = sessions.create(requested(JsonBody.parse(body)), caller());
    if (untilReady) {
      session = sessions.awaitReady(session.id(), READY_LIMIT);
    }
    return Response.created(URI.create(uri.getBaseUri() + "sessions/" + session.id()))
        .entity(view(session))
        .build();
  }

  @GET
  @Operation(summary = "All desktops")
  public Map<String, Object> list() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", sessions.all().stream().map(this::view).toList());
    answer.put("next", null);
    return answer;
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One desktop")
  public SessionView one(@PathParam("id") String id) {
    return view(sessions.get(id));
  }

  @PATCH
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Rename a desktop, or change the size of its screen")
  public SessionView change(@PathParam("id") String id, String body) throws InterruptedException {
    Session session = sessions.get(id);
    JsonBody json = JsonBody.parse(body);
    Optional<String> label = json.text("label", 1, Session.LONGEST_LABEL);
    Optional<Size> resolution = resolution(json);
    Optional<String> theme = theme(json);
    json.refuseUnread();
    if (theme.isPresent() && !theme.get().equals(session.theme())) {
      throw new InvalidField("theme", "cannot be changed after the desktop was made");
    }
    if (label.isPresent()) {
      session = sessions.rename(id, label.get(), caller());
    }
    if (resolution.isPresent()) {
      session = sessions.resize(id, resolution.get(), caller());
    }
    return view(session);
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Remove a desktop; its home is kept unless ?purge=true")
  public Response delete(@PathParam("id") String id, @QueryParam("purge") String purge) {
    sessions.delete(id, "true".equals(purge), caller());
    return Response.noContent().build();
  }

  @POST
  @Path("{id}/pause")
  @Operation(summary = "Freeze a desktop; whatever needs it wakes it")
  public SessionView pause(@PathParam("id") String id) {
    return view(sessions.pause(id, caller()));
  }

  @POST
  @Path("{id}/resume")
  @Operation(summary = "Wake a desktop")
  public SessionView resume(@PathParam("id") String id) throws InterruptedException {
    return view(sessions.awaitReady(id, READY_LIMIT));
  }

  @GET
  @Path("{id}/embed")
  @Operation(summary = "Redirects to the live view, for an iframe")
  public Response embed(@PathParam("id") String id) {
    sessions.get(id);
    String query = uri.getRequestUri().getRawQuery();
    return Response.temporaryRedirect(
            URI.create(
                uri.getBaseUri() + "live/?session=" + id + (query == null ? "" : "&" + query)))
        .build();
  }

  private SessionRequest requested(JsonBody json) {
    String label = json.requiredText("label", 1, Session.LONGEST_LABEL);
    String theme = theme(json).orElse(SessionRequest.STANDARD_THEME);
    Size resolution = resolution(json).orElse(SessionRequest.STANDARD_RESOLUTION);
    double cpus = json.decimal("cpus", "0.1", "64").map(Number::doubleValue).orElse(0.0);
    int memory = json.whole("memory_mb", 256, 1_048_576).orElse(0);
    json.refuseUnread();
    return new SessionRequest(label, theme, resolution, cpus, memory);
  }

  private static Optional<String> theme(JsonBody json) {
    Optional<String> theme = json.text("theme", 1, 40);
    theme
        .filter(name -> !THEMES.contains(name))
        .ifPresent(
            name -> {
              throw new InvalidField("theme", "must be one of " + String.join(", ", THEMES));
            });
    return theme;
  }

  private static Optional<Size> resolution(JsonBody json) {
    return json.text("resolution", 1, 20)
        .map(
            text -> {
              try {
                return Size.parse(text);
              } catch (IllegalArgumentException wrong) {
                throw new InvalidField("resolution", "is not possible: " + wrong.getMessage());
              }
            });
  }

  private static boolean waits(String wait) {
    if (wait != null && !wait.equals("ready")) {
      throw new InvalidField("wait", "can only be ready");
    }
    return wait != null;
  }

  private SessionView view(Session session) {
    return SessionView.of(
        session, work.stream().flatMap(each -> each.on(session.id()).stream()).findFirst(), uri);
  }

  private String caller() {
    return security.getUserPrincipal() == null ? "anyone" : security.getUserPrincipal().getName();
  }
}
