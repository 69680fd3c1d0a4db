package dev.atelier.session;

import dev.atelier.Caller;
import dev.atelier.NotAllowed;
import dev.atelier.Role;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /sessions/{id}}: one desktop shown, changed, paused and deleted. */
@Dependent
@Path("/sessions/{id}")
@RolesAllowed(Role.MAY_VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
public class SessionResource {
  private final Sessions sessions;
  private final Quotas quotas;
  private final Lifetimes lifetimes;
  private final SessionViews views;

  /** What follows goes into the part of an address that browsers keep to themselves. */
  private static final String TICKET = "ticket=";

  @Context private UriInfo uri;
  @Context private SecurityContext security;

  @Inject
  SessionResource(Sessions sessions, Quotas quotas, Lifetimes lifetimes, SessionViews views) {
    this.sessions = sessions;
    this.quotas = quotas;
    this.lifetimes = lifetimes;
    this.views = views;
  }

  @GET
  @Operation(summary = "One desktop")
  public SessionView one(@PathParam("id") String id) {
    return view(sessions.get(id));
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @PATCH
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Rename a desktop, or change its look, its screen, what it may use, how long it lives")
  public SessionView change(@PathParam("id") String id, String body) throws InterruptedException {
    Session session = sessions.get(id);
    JsonBody json = JsonBody.parse(body);
    Optional<String> label = json.text("label", 1, Session.LONGEST_LABEL);
    Optional<Size> resolution = SessionFields.resolution(json);
    LookWish look = SessionFields.look(json);
    Quota quota = SessionFields.quota(json, session.quota());
    boolean lifeNamed = json.names("ttl_minutes");
    Optional<Duration> life = SessionFields.life(json);
    json.refuseUnread();
    // What an engine may refuse comes first. Others may change the same at the same time.
    if (!quota.equals(session.quota())) {
      session = quotas.change(id, present -> SessionFields.quota(json, present), caller());
    }
    if (resolution.isPresent()) {
      session = sessions.resize(id, resolution.get(), caller());
    }
    if (!look.equals(LookWish.NONE)) {
      session = sessions.dress(id, look::on, caller());
    }
    if (lifeNamed) {
      session = lifetimes.change(id, life, caller());
    }
    if (label.isPresent()) {
      session = sessions.rename(id, label.get(), caller());
    }
    return view(session);
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @DELETE
  @Operation(summary = "Remove a desktop; its home is kept unless ?purge=true")
  public Response delete(@PathParam("id") String id, @QueryParam("purge") String purge) {
    boolean forGood = isTrue("purge", purge);
    if (forGood && !Caller.of(security.getUserPrincipal()).may(Role.ADMIN)) {
      throw new NotAllowed(
          "to purge a desktop needs the role admin; without ?purge its home is kept");
    }
    sessions.delete(id, forGood, caller());
    return Response.noContent().build();
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("pause")
  @Operation(summary = "Freeze a desktop; whatever needs it wakes it")
  public SessionView pause(@PathParam("id") String id) {
    return view(sessions.pause(id, caller()));
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Path("resume")
  @Operation(summary = "Wake a desktop")
  public SessionView resume(@PathParam("id") String id) throws InterruptedException {
    var unused = sessions.resume(id, caller());
    return view(sessions.awaitReady(id, Sessions.READY_LIMIT));
  }

  @GET
  @Path("embed")
  @Operation(summary = "Redirects to the live view, for an iframe")
  public Response embed(@PathParam("id") String id) {
    sessions.get(id);
    StringBuilder address = new StringBuilder(uri.getBaseUri() + "live/index.html?session=" + id);
    String ticket = "";
    String query = Optional.ofNullable(uri.getRequestUri().getRawQuery()).orElse("");
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(TICKET)) {
        ticket = "#" + pair;
      } else if (!pair.isEmpty()) {
        address.append('&').append(pair);
      }
    }
    return Response.temporaryRedirect(URI.create(address + ticket)).build();
  }

  /** Nothing is kept, or lost, by a word that is not understood. */
  private static boolean isTrue(String name, String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (!value.equals("true")) {
      throw new InvalidField(name, "must be true or false");
    }
    return true;
  }

  private SessionView view(Session session) {
    return views.of(session, uri.getBaseUri());
  }

  private String caller() {
    return Caller.of(security.getUserPrincipal()).name();
  }
}
