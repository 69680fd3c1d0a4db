package dev.atelier.doctor;

import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /system/versions}: what this server is made of. */
@Dependent
@Path("/system/versions")
@RolesAllowed(Role.MAY_ADMINISTER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
public class VersionsResource {
  private final Versions versions;

  @Inject
  VersionsResource(Versions versions) {
    this.versions = versions;
  }

  @GET
  @Operation(summary = "The versions of the server and of what it works with")
  public Map<String, Object> read() {
    Versions.Parts parts = versions.now();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("atelier", parts.atelier());
    view.put("java", parts.java());
    view.put("server", parts.server());
    view.put("database", parts.database());
    view.put("schema", parts.schema());
    view.put("engines", parts.engines().stream().map(VersionsResource::view).toList());
    return view;
  }

  private static Map<String, Object> view(Versions.Engine engine) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", engine.name());
    view.put("engine", engine.version().engine());
    view.put("image", engine.version().image());
    engine.version().imageId().ifPresent(id -> view.put("image_id", id));
    engine.version().imageMadeAt().ifPresent(at -> view.put("image_made_at", at));
    return view;
  }
}
