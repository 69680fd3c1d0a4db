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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /system/doctor}: what is wrong with the server and how to mend it. */
@Dependent
@Path("/system/doctor")
@RolesAllowed(Role.MAY_ADMINISTER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
public class DoctorResource {
  private final Doctor doctor;

  @Inject
  DoctorResource(Doctor doctor) {
    this.doctor = doctor;
  }

  @GET
  @Operation(summary = "What is well, what is not and how to mend it, the worst first")
  public Map<String, Object> look() {
    List<Map<String, String>> items = doctor.findings().stream().map(DoctorResource::view).toList();
    return Map.of("items", items);
  }

  private static Map<String, String> view(Finding finding) {
    Map<String, String> view = new LinkedHashMap<>();
    view.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    view.put("key", finding.key());
    view.put("what", finding.what(Locale.ENGLISH));
    if (finding.severity() != Severity.OK) {
      view.put("why", finding.why(Locale.ENGLISH));
      view.put("mend", finding.mend(Locale.ENGLISH));
    }
    return view;
  }
}
