package dev.atelier.http;

import dev.atelier.cost.Budget;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.task.Tasks;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionBackends;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /health}: whether all that the server needs is there. */
@Dependent
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
public class HealthResource {
  private final Checkups checkups;
  private final Tasks tasks;
  private final DesktopRuntimes runtimes;
  private final VisionBackends backends;
  private final Budget budget;
  private final String version;

  @Inject
  HealthResource(
      Checkups checkups,
      Tasks tasks,
      DesktopRuntimes runtimes,
      VisionBackends backends,
      Budget budget,
      @ConfigProperty(name = "atelier.version") String version) {
    this.checkups = checkups;
    this.tasks = tasks;
    this.runtimes = runtimes;
    this.backends = backends;
    this.budget = budget;
    this.version = version;
  }

  @GET
  @Operation(summary = "Whether the server and what it needs are well; always 200")
  public Map<String, Object> health() {
    Checkup checkup = checkups.latest();
    VisionBackend backend = backends.standard();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ok", checkup.problems().isEmpty());
    answer.put("service", "atelier-os");
    answer.put("version", version);
    answer.put("desktop_runtime", runtimes.standard().name());
    answer.put("desktop_reachable", checkup.desktopReachable());
    answer.put("vision_backend", backend.name());
    answer.put("model", backend.model());
    answer.put("sessions", checkup.sessions().orElse(null));
    answer.put("max_steps_per_task", tasks.maxSteps());
    answer.put("max_usd_per_day", budget.cap());
    answer.put("today_spend_usd", checkup.spentToday().orElse(null));
    if (!checkup.problems().isEmpty()) {
      answer.put("problems", checkup.problems());
    }
    return answer;
  }
}
