package dev.atelier.doctor;

import dev.atelier.Caller;
import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /system/models}: whether the models answer. */
@Dependent
@Path("/system/models")
@RolesAllowed(Role.MAY_ADMINISTER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
public class ModelsResource {
  private final ModelTests tests;

  @Context private SecurityContext security;

  @Inject
  ModelsResource(ModelTests tests) {
    this.tests = tests;
  }

  @POST
  @Path("{name}/test")
  @Operation(summary = "Ask a model one small thing, which is paid, and say whether it answers")
  public Map<String, Object> test(@PathParam("name") String name) throws InterruptedException {
    ModelTest test = tests.test(name, Caller.of(security.getUserPrincipal()).name());
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("ok", test.ok());
    view.put("backend", test.backend());
    view.put("model", test.model());
    view.put("ms", test.took().toMillis());
    view.put("cost_usd", test.usd());
    test.trouble().ifPresent(trouble -> view.put("trouble", trouble));
    test.mend(Locale.ENGLISH)
        .ifPresent(
            mend -> {
              view.put("problem", test.problem());
              view.put("mend", mend);
            });
    return view;
  }
}
