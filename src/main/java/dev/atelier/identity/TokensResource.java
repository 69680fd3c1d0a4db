package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
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
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /tokens}: tokens with a name, a role and an end. */
@Dependent
@Path("/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.MAY_ADMINISTER)
@Tag(name = "Access")
public class TokensResource {
  private static final int LONGEST_LIFE_DAYS = 3650;

  private final AccessTokens tokens;

  @Context private SecurityContext security;

  @Inject
  TokensResource(AccessTokens tokens) {
    this.tokens = tokens;
  }

  @GET
  @Operation(summary = "All tokens, newest first; never their secrets")
  public Map<String, Object> list() {
    List<Map<String, Object>> items = tokens.all().stream().map(TokensResource::view).toList();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", items);
    answer.put("next", null);
    return answer;
  }

  @POST
  @Operation(summary = "Make a token; its secret is in this answer and nowhere else")
  public Response make(String body) {
    JsonBody json = JsonBody.parse(body);
    String name = json.requiredText("name", 1, AccessToken.LONGEST_NAME);
    Role role = AccessFields.role(json).orElseThrow(() -> new InvalidField("role", "is missing"));
    Optional<Set<String>> desktops = AccessFields.desktops(json);
    Optional<Integer> days = json.whole("expires_in_days", 1, LONGEST_LIFE_DAYS);
    json.refuseUnread();
    AccessFields.requireNoBounds(role, desktops);
    AccessTokens.Made made =
        tokens.make(
            name,
            role,
            desktops,
            days.map(Duration::ofDays),
            Caller.of(security.getUserPrincipal()).name());
    Map<String, Object> answer = view(made.token());
    answer.put("token", made.secret().revealed());
    return Response.status(Response.Status.CREATED)
        .entity(answer)
        .header("Cache-Control", "no-store")
        .build();
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "From now on it opens nothing")
  public Response revoke(@PathParam("id") String id) {
    tokens.revoke(id, Caller.of(security.getUserPrincipal()).name());
    return Response.noContent().build();
  }

  private static Map<String, Object> view(AccessToken token) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", token.id());
    view.put("name", token.name());
    view.put("role", token.role().word());
    view.put("desktops", token.desktops().map(TreeSet::new).orElse(null));
    view.put("made_by", token.madeBy());
    view.put("made_at", token.madeAt());
    view.put("expires_at", token.expiresAt().orElse(null));
    view.put("last_used_at", token.lastUsedAt().orElse(null));
    view.put("revoked_at", token.revokedAt().orElse(null));
    return view;
  }
}
