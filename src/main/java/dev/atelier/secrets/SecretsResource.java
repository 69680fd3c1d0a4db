package dev.atelier.secrets;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.Secret;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /secrets}: what may be filled in and where; values go in and never come out. */
@Dependent
@Path("/secrets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.MAY_ADMINISTER)
@Tag(name = "Secrets")
public class SecretsResource {
  private static final int MOST_SESSIONS = 50;
  private static final int LONGEST_WORD = 60;
  private static final int LONGEST_SITE = 300;

  private final Vault vault;

  @Context private SecurityContext security;

  @Inject
  SecretsResource(Vault vault) {
    this.vault = vault;
  }

  @GET
  @RolesAllowed(Role.MAY_OPERATE)
  @Operation(summary = "The secrets that may be filled in on the caller's desktops, without values")
  public Map<String, Object> list() {
    Caller caller = Caller.of(security.getUserPrincipal());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put(
        "items",
        vault.all().stream()
            .filter(secret -> isUsableBy(caller, secret))
            .map(secret -> view(secret, caller))
            .toList());
    answer.put("next", null);
    answer.put("problem", vault.problem().orElse(null));
    return answer;
  }

  private static boolean isUsableBy(Caller caller, VaultEntry secret) {
    return secret.sessions().map(ids -> ids.stream().anyMatch(caller::sees)).orElse(true);
  }

  @POST
  @Operation(summary = "Keep a secret; its value is never answered")
  public Response add(String body) {
    JsonBody json = JsonBody.parse(body);
    String name = json.requiredText("name", 1, LONGEST_WORD).strip();
    Vault.Wish wish = wish(name, json);
    Secret value = value(json);
    json.refuseUnread();
    VaultEntry kept = vault.add(wish, value, actor());
    return Response.status(Response.Status.CREATED).entity(view(kept, caller())).build();
  }

  @PUT
  @Path("{name}")
  @Operation(summary = "Put another value, and all else, in place of what is kept under that name")
  public Map<String, Object> replace(@PathParam("name") String name, String body) {
    JsonBody json = JsonBody.parse(body);
    Vault.Wish wish = wish(name, json);
    Secret value = value(json);
    json.refuseUnread();
    return view(vault.replace(wish, value, actor()), caller());
  }

  private static Vault.Wish wish(String name, JsonBody json) {
    Optional<Set<String>> sessions =
        json.texts("sessions", MOST_SESSIONS, 1, LONGEST_WORD).map(HashSet::new);
    if (sessions.filter(Set::isEmpty).isPresent()) {
      throw new InvalidField("sessions", "must name at least one; leave it out for all");
    }
    return new Vault.Wish(
        name,
        site(json.requiredText("site", 1, LONGEST_SITE)),
        json.flag("in_sight").orElse(false),
        sessions);
  }

  /** What is for no site must say so: nobody forgets it by mistake. */
  private static Optional<AllowedSite> site(String text) {
    return text.strip().equals(VaultEntry.ANY_WINDOW)
        ? Optional.empty()
        : Optional.of(AllowedSite.asked(text));
  }

  private static Secret value(JsonBody json) {
    return Secret.exactly(json.requiredText("value", 1, Vault.LONGEST));
  }

  @DELETE
  @Path("{name}")
  @Operation(summary = "Forget a secret for good")
  public Response remove(@PathParam("name") String name) {
    vault.remove(name, actor());
    return Response.noContent().build();
  }

  private Caller caller() {
    return Caller.of(security.getUserPrincipal());
  }

  private String actor() {
    return caller().name();
  }

  private static Map<String, Object> view(VaultEntry secret, Caller caller) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", secret.name());
    view.put("site", secret.place());
    view.put("in_sight", secret.inSight());
    view.put(
        "sessions",
        secret
            .sessions()
            .map(ids -> List.copyOf(new TreeSet<>(ids)).stream().filter(caller::sees).toList())
            .orElse(null));
    view.put("created_by", secret.madeBy());
    view.put("created_at", secret.madeAt());
    view.put("changed_at", secret.changedAt());
    view.put("last_used_at", secret.usedAt().orElse(null));
    return view;
  }
}
