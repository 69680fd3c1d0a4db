package dev.atelier.identity;

import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /system/sign-in}: who else can let people in, and whether that works. */
@Dependent
@Path("/system/sign-in")
@RolesAllowed(Role.MAY_ADMINISTER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
public class SignInResource {
  private final SignOn signOn;
  private final SignOnCheck check;

  @Context private HttpServletRequest request;

  @Inject
  SignInResource(SignOn signOn, SignOnCheck check) {
    this.signOn = signOn;
    this.check = check;
  }

  @GET
  @Operation(summary = "The provider of single sign-on, and whether it can be reached now")
  public Map<String, Object> signIn() {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("configured", signOn.offered());
    view.put("redirect_uri", SignOn.back(request).toString());
    signOn.settings().ifPresent(settings -> describe(settings, view));
    return view;
  }

  private void describe(SignOnSettings settings, Map<String, Object> view) {
    view.put("name", settings.name());
    view.put("issuer", settings.issuer());
    view.put("client_id", settings.clientId());
    view.put("groups_claim", settings.groupsClaim());
    Map<String, String> roles = new TreeMap<>();
    settings.roles().forEach((group, role) -> roles.put(group, role.word()));
    view.put("roles", roles);
    settings.standard().ifPresent(role -> view.put("default_role", role.word()));
    Optional<SignOnTrouble> trouble = check.trouble();
    view.put("reachable", trouble.isEmpty());
    trouble.ifPresent(wrong -> view.put("problem", wrong.inWords()));
  }
}
