package dev.atelier.snapshot;

import dev.atelier.Caller;
import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /orphans}: what lies on disk and belongs to nobody. */
@Dependent
@Path("/orphans")
@RolesAllowed(Role.MAY_ADMINISTER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Snapshots")
public class OrphansResource {
  private final Orphans orphans;

  @Context private SecurityContext security;

  @Inject
  OrphansResource(Orphans orphans) {
    this.orphans = orphans;
  }

  @GET
  @Operation(summary = "Homes, systems and files that belong to no desktop and no snapshot")
  public Map<String, Object> list() {
    return Map.of("items", views(orphans.find()));
  }

  @DELETE
  @Operation(summary = "Remove them all, for good")
  public Map<String, Object> remove() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("removed", views(orphans.remove(Caller.of(security.getUserPrincipal()).name())));
    answer.put("left", views(orphans.latest()));
    return answer;
  }

  /** As {@code GET /health} lists them too. */
  public static List<Map<String, Object>> views(List<Orphan> found) {
    return found.stream().map(OrphansResource::view).toList();
  }

  private static Map<String, Object> view(Orphan orphan) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("kind", orphan.kind().name().toLowerCase(Locale.ROOT));
    view.put("runtime", orphan.runtime().isEmpty() ? null : orphan.runtime());
    view.put("name", orphan.name());
    return view;
  }
}
