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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /users}: who logs in to the console. */
@Dependent
@Path("/users")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.MAY_ADMINISTER)
@Tag(name = "Access")
public class UsersResource {
  private final ConsoleUsers users;

  @Context private SecurityContext security;

  @Inject
  UsersResource(ConsoleUsers users) {
    this.users = users;
  }

  @GET
  @Operation(summary = "Everyone who was added, by name")
  public Map<String, Object> list() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", users.all().stream().map(UsersResource::view).toList());
    answer.put("next", null);
    return answer;
  }

  @POST
  @Operation(summary = "Let somebody in, by name and password")
  public Response add(String body) {
    JsonBody json = JsonBody.parse(body);
    String name = json.requiredText("name", 1, ConsoleUser.LONGEST_NAME);
    String password =
        json.requiredText(
            "password", ConsoleUsers.SHORTEST_PASSWORD, ConsoleUsers.LONGEST_PASSWORD);
    Role role = AccessFields.role(json).orElseThrow(() -> new InvalidField("role", "is missing"));
    Optional<Set<String>> desktops = AccessFields.desktops(json);
    json.refuseUnread();
    AccessFields.requireNoBounds(role, desktops);
    ConsoleUser user = users.add(name, password, role, desktops, actor());
    return Response.status(Response.Status.CREATED).entity(view(user)).build();
  }

  @PATCH
  @Path("{name}")
  @Operation(summary = "Give another role, other desktops or another password; holds at once")
  public Map<String, Object> change(@PathParam("name") String name, String body) {
    JsonBody json = JsonBody.parse(body);
    ConsoleUser user = users.get(name);
    Role role = AccessFields.role(json).orElse(user.role());
    boolean isAboutDesktops = json.names("desktops");
    Optional<Set<String>> named = AccessFields.desktops(json);
    Optional<String> password =
        json.text("password", ConsoleUsers.SHORTEST_PASSWORD, ConsoleUsers.LONGEST_PASSWORD);
    json.refuseUnread();
    Optional<Set<String>> desktops = isAboutDesktops ? named : user.desktops();
    AccessFields.requireNoBounds(role, desktops);
    password.ifPresent(secret -> users.setPassword(name, secret, actor()));
    boolean changes = role != user.role() || !desktops.equals(user.desktops());
    return view(changes ? users.allow(name, role, desktops, actor()) : user);
  }

  @DELETE
  @Path("{name}")
  @Operation(summary = "From now on they are not let in, and whoever is, is out")
  public Response remove(@PathParam("name") String name) {
    users.remove(name, actor());
    return Response.noContent().build();
  }

  private String actor() {
    return Caller.of(security.getUserPrincipal()).name();
  }

  private static Map<String, Object> view(ConsoleUser user) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", user.name());
    view.put("role", user.role().word());
    view.put("desktops", user.desktops().map(TreeSet::new).orElse(null));
    view.put("made_by", user.madeBy());
    view.put("made_at", user.madeAt());
    view.put("last_login_at", user.lastLoginAt().orElse(null));
    return view;
  }
}
