package dev.atelier.live;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.control.ControlView;
import dev.atelier.control.Holder;
import dev.atelier.control.Lease;
import dev.atelier.control.Leases;
import dev.atelier.identity.Tickets;
import dev.atelier.json.InvalidField;
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
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /sessions/{id}/control}: who drives a desktop, taken and handed back. */
@Dependent
@Path("/sessions/{id}/control")
@RolesAllowed(Role.MAY_VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Control")
public class ControlResource {
  private static final int LONGEST_NOTE = 2000;

  private final Leases leases;
  private final Sessions sessions;
  private final DrivingTickets tickets;

  @Context private SecurityContext security;

  @Inject
  ControlResource(Leases leases, Sessions sessions, DrivingTickets tickets) {
    this.leases = leases;
    this.sessions = sessions;
    this.tickets = tickets;
  }

  @GET
  @Operation(summary = "Who drives the desktop")
  public Map<String, Object> state(@PathParam("id") String id) {
    return ControlView.of(leases.state(sessions.get(id).id()));
  }

  @RolesAllowed(Role.MAY_OPERATE)
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Take control, keep it, hand it back, or (admin) take it from whoever has it: {action,"
              + " lease_id?, note?}")
  public Response change(@PathParam("id") String id, String body) {
    String sessionId = sessions.get(id).id();
    JsonBody json = JsonBody.parse(body);
    String action = json.requiredText("action", 1, 40);
    Optional<String> leaseId = json.text("lease_id", 1, 100);
    String note = json.text("note", 0, LONGEST_NOTE).orElse("");
    json.refuseUnread();
    Map<String, Object> answer =
        switch (action) {
          case "take" -> take(sessionId, leaseId);
          case "heartbeat" -> beat(sessionId, required(leaseId));
          case "hand_back" -> handBack(sessionId, required(leaseId), note);
          case "force_release" -> release(sessionId);
          default ->
              throw new InvalidField(
                  "action", "must be take, heartbeat, hand_back or force_release");
        };
    return Response.ok(answer).header("Cache-Control", "no-store").build();
  }

  private Map<String, Object> take(String id, Optional<String> known) {
    Lease lease = leases.take(id, new Holder.Person(caller().name(), false), known);
    Tickets.Made ticket = tickets.make(id, lease.id(), caller());
    Map<String, Object> answer = held(id, lease);
    answer.put("ticket", ticket.secret().revealed());
    return answer;
  }

  private Map<String, Object> beat(String id, String leaseId) {
    return held(id, leases.beat(id, leaseId));
  }

  private Map<String, Object> held(String id, Lease lease) {
    Map<String, Object> answer = ControlView.of(leases.state(id));
    answer.put("lease_id", lease.id());
    answer.put("epoch", lease.epoch());
    return answer;
  }

  private Map<String, Object> handBack(String id, String leaseId, String note) {
    leases.handBack(id, leaseId, note.strip());
    return ControlView.of(leases.state(id));
  }

  private Map<String, Object> release(String id) {
    caller().require(Role.ADMIN);
    leases.forceRelease(id, caller().name());
    return ControlView.of(leases.state(id));
  }

  private static String required(Optional<String> leaseId) {
    return leaseId.orElseThrow(
        () -> new InvalidField("lease_id", "is missing; it is what “take” answered"));
  }

  private Caller caller() {
    return Caller.of(security.getUserPrincipal());
  }
}
