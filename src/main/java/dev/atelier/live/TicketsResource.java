package dev.atelier.live;

import dev.atelier.Caller;
import dev.atelier.NotAllowed;
import dev.atelier.Role;
import dev.atelier.identity.Purpose;
import dev.atelier.identity.Tickets;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.session.Session;
import dev.atelier.session.Sessions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code /sessions/{id}/tickets}: for frames, {@code EventSource} and other clients without
 * headers.
 */
@Dependent
@Path("/sessions/{id}/tickets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.MAY_VIEW)
@Tag(name = "Access")
public class TicketsResource {
  private static final int USUAL_S = 600;

  private final Tickets tickets;
  private final Sessions sessions;

  @Context private SecurityContext security;
  @Context private UriInfo uri;

  @Inject
  TicketsResource(Tickets tickets, Sessions sessions) {
    this.tickets = tickets;
    this.sessions = sessions;
  }

  @GET
  @RolesAllowed(Role.MAY_OPERATE)
  @Operation(summary = "The tickets that still let somebody in, the newest first; no secrets")
  public Map<String, Object> list(@PathParam("id") String id) {
    Session session = sessions.get(id);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "items",
        tickets.good(session.id(), Caller.of(security.getUserPrincipal())).stream()
            .map(TicketView::of)
            .toList());
    answer.put("next", null);
    return answer;
  }

  @POST
  @Operation(summary = "Make a ticket: {purpose: embed|control|stream|client, ttl_s?}")
  public Response make(@PathParam("id") String id, String body) {
    Session session = sessions.get(id);
    JsonBody json = JsonBody.parse(body);
    Purpose purpose =
        Purpose.of(json.requiredText("purpose", 1, 20))
            .orElseThrow(
                () -> new InvalidField("purpose", "must be embed, control, stream or client"));
    int shortest = (int) Tickets.SHORTEST.toSeconds();
    int life = json.whole("ttl_s", shortest, (int) purpose.longest().toSeconds()).orElse(USUAL_S);
    json.refuseUnread();
    Caller maker = Caller.of(security.getUserPrincipal());
    if (!maker.may(purpose.role())) {
      throw new NotAllowed(
          "a ticket for %s needs the role %s; yours is %s"
              .formatted(purpose.word(), purpose.role().word(), maker.role().word()));
    }
    Tickets.Made made = tickets.make(session.id(), purpose, Duration.ofSeconds(life), maker);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ticket", made.secret().revealed());
    answer.put("url", uri.getBaseUri() + purpose.address(id, made.secret().revealed()));
    answer.put("expires_at", made.ticket().expiresAt());
    return Response.status(Response.Status.CREATED)
        .entity(answer)
        .header("Cache-Control", "no-store")
        .build();
  }

  @DELETE
  @Path("{ticket}")
  @Operation(summary = "From now on it opens nothing; the ticket, or what stands before its point")
  public Response revoke(@PathParam("id") String id, @PathParam("ticket") String ticket) {
    tickets.revoke(id, ticket, Caller.of(security.getUserPrincipal()));
    return Response.noContent().build();
  }
}
