package dev.atelier.egress;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.Site;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code …/egress}: what a desktop may reach, and what it was refused. */
@Dependent
@Path("/sessions/{id}/egress")
@RolesAllowed(Role.MAY_ADMINISTER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Egress")
public class EgressResource {
  private static final int LONGEST_SITE = 254;

  private final Egress egress;

  @Context private SecurityContext security;

  @Inject
  EgressResource(Egress egress) {
    this.egress = egress;
  }

  @RolesAllowed(Role.MAY_VIEW)
  @GET
  @Operation(summary = "What a desktop may reach")
  public Map<String, Object> show(@PathParam("id") String id) {
    return view(id, egress.of(id));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say what a desktop may reach: the internet, or the sites of a list")
  public Map<String, Object> set(@PathParam("id") String id, String body) {
    EgressRule before = egress.of(id);
    JsonBody json = JsonBody.parse(body);
    EgressMode mode = mode(json.requiredText("mode", 1, 20));
    List<Site> sites =
        json.texts("allow", EgressRule.MOST_SITES, 1, LONGEST_SITE)
            .map(texts -> texts.stream().map(text -> site("allow", text)).toList())
            .orElse(before.allow());
    json.refuseUnread();
    return view(id, egress.set(id, new EgressRule(mode, sites), caller()));
  }

  @POST
  @Path("allow")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Allow this site: put it on the desktop's list")
  public Map<String, Object> allow(@PathParam("id") String id, String body) {
    JsonBody json = JsonBody.parse(body);
    Site site = site("site", json.requiredText("site", 1, LONGEST_SITE));
    json.refuseUnread();
    return view(id, egress.allow(id, site, caller()));
  }

  @RolesAllowed(Role.MAY_VIEW)
  @GET
  @Path("denials")
  @Operation(summary = "What a desktop was refused of late, newest first")
  public Map<String, Object> denials(@PathParam("id") String id) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", egress.refusals(id).stream().map(EgressResource::view).toList());
    answer.put("next", null);
    return answer;
  }

  private Map<String, Object> view(String id, EgressRule rule) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("mode", rule.mode().word());
    view.put("allow", rule.allow().stream().map(Site::text).toList());
    egress.problem(id).ifPresent(problem -> view.put("problem", problem));
    return view;
  }

  private static Map<String, Object> view(Refusal refusal) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("host", refusal.host());
    view.put("port", refusal.port());
    view.put("reason", refusal.reason());
    view.put("count", refusal.count());
    view.put("first_at", refusal.firstAt());
    view.put("last_at", refusal.lastAt());
    return view;
  }

  private static EgressMode mode(String word) {
    if (word.equals(EgressMode.OPEN.word())) {
      throw new InvalidField("mode", "is open for a whole server only, by its EGRESS");
    }
    try {
      return EgressMode.of(word);
    } catch (IllegalArgumentException unknown) {
      throw new InvalidField("mode", unknown.getMessage());
    }
  }

  private static Site site(String field, String text) {
    try {
      return Site.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidField(field, "holds what is " + wrong.getMessage());
    }
  }

  private String caller() {
    return Caller.of(security.getUserPrincipal()).name();
  }
}
