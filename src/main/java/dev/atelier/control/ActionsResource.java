package dev.atelier.control;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.Screenshot;
import dev.atelier.session.DesktopUses;
import dev.atelier.session.Sessions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /sessions/{id}/actions}: one verb, or a batch of them, on a desktop. */
@Dependent
@Path("/sessions/{id}/actions")
@RolesAllowed(Role.MAY_OPERATE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Actions")
public class ActionsResource {
  private static final int LONGEST_AUDITED_REQUEST = 2000;

  private final Sessions sessions;
  private final DesktopUses uses;
  private final Leases leases;
  private final Hands hands;

  @Inject
  ActionsResource(Sessions sessions, DesktopUses uses, Leases leases, Hands hands) {
    this.sessions = sessions;
    this.uses = uses;
    this.leases = leases;
    this.hands = hands;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Carry out one action, or a batch that stops at its first failure")
  public Map<String, Object> act(
      @PathParam("id") String id, String body, @Context SecurityContext security)
      throws InterruptedException {
    Actor actor = Actor.caller(callerName(security));
    try (DesktopUses.Use acting = uses.begin(id)) {
      return act(id, actor, body);
    }
  }

  private Map<String, Object> act(String id, Actor actor, String body) throws InterruptedException {
    Desktop desktop = sessions.desktop(id);
    ActionRequest request;
    try {
      request = ActionRequest.read(body, desktop.size());
      leases.requireMayAct(id, request.leaseId(), request.epoch());
    } catch (RuntimeException refusal) {
      hands.refused(id, actor, shortened(body), refusal.getMessage());
      throw refusal;
    }
    return request.batch()
        ? actAll(id, actor, desktop, request)
        : answer(perform(id, actor, desktop, request.actions().get(0)));
  }

  /** Control is asked for before each action: in a long batch somebody else may take it. */
  private Map<String, Object> actAll(String id, Actor actor, Desktop desktop, ActionRequest request)
      throws InterruptedException {
    List<Map<String, Object>> results = new ArrayList<>();
    boolean ok = true;
    for (Action action : request.actions()) {
      ActionOutcome outcome = performIfFree(id, actor, desktop, request, action);
      results.add(answer(outcome));
      ok = outcome.ok();
      if (!ok) {
        break;
      }
    }
    return Map.of("ok", ok, "results", results);
  }

  private ActionOutcome performIfFree(
      String id, Actor actor, Desktop desktop, ActionRequest request, Action action)
      throws InterruptedException {
    try {
      leases.requireMayAct(id, request.leaseId(), request.epoch());
    } catch (ControlHeld taken) {
      hands.refused(id, actor, action.verb(), taken.getMessage());
      return new ActionOutcome(false, taken.getMessage(), Duration.ZERO, Optional.empty());
    }
    return perform(id, actor, desktop, action);
  }

  private ActionOutcome perform(String id, Actor actor, Desktop desktop, Action action)
      throws InterruptedException {
    return hands.perform(id, actor, action, () -> action.performOn(desktop), outcome -> {});
  }

  private static Map<String, Object> answer(ActionOutcome outcome) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ok", outcome.ok());
    answer.put("message", outcome.message());
    answer.put("duration_ms", outcome.duration().toNanos() / 1_000_000.0);
    outcome
        .result()
        .ifPresent(
            result -> {
              result.point().ifPresent(at -> answer.put("coordinate", List.of(at.x(), at.y())));
              result
                  .image()
                  .map(Screenshot::png)
                  .ifPresent(png -> answer.put("image", base64(png)));
            });
    return answer;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String shortened(String body) {
    String text = Optional.ofNullable(body).orElse("");
    return text.substring(0, Math.min(text.length(), LONGEST_AUDITED_REQUEST));
  }

  private static String callerName(SecurityContext security) {
    return Caller.of(security.getUserPrincipal()).name();
  }
}
