package dev.atelier.control;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.desktop.Screenshot;
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
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /sessions/{id}/actions}: one verb, or a batch of them, on a desktop. */
@Dependent
@Path("/sessions/{id}/actions")
@RolesAllowed(Role.MAY_OPERATE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Actions")
public class ActionsResource {
  private final ActionsByHand actions;

  @Inject
  ActionsResource(ActionsByHand actions) {
    this.actions = actions;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Carry out one action, or a batch that stops at its first failure")
  public Map<String, Object> act(
      @PathParam("id") String id, String body, @Context SecurityContext security)
      throws InterruptedException {
    String caller = Caller.of(security.getUserPrincipal()).name();
    ActionsByHand.Acted acted = actions.perform(id, caller, body, () -> true);
    List<Map<String, Object>> results =
        acted.outcomes().stream().map(ActionsResource::answer).toList();
    return acted.batch() ? Map.of("ok", acted.ok(), "results", results) : results.get(0);
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
}
