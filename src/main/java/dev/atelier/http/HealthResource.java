package dev.atelier.http;

import dev.atelier.cost.Budget;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.session.Sessions;
import dev.atelier.task.Tasks;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionBackends;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /health}: whether all that the server needs is there. */
@Dependent
@Path("/health")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
public class HealthResource {
  private static final Logger LOG = Logger.getLogger(HealthResource.class.getName());

  private final Sessions sessions;
  private final Tasks tasks;
  private final DesktopRuntimes runtimes;
  private final VisionBackends backends;
  private final Budget budget;
  private final String version;

  @Inject
  HealthResource(
      Sessions sessions,
      Tasks tasks,
      DesktopRuntimes runtimes,
      VisionBackends backends,
      Budget budget,
      @ConfigProperty(name = "atelier.version") String version) {
    this.sessions = sessions;
    this.tasks = tasks;
    this.runtimes = runtimes;
    this.backends = backends;
    this.budget = budget;
    this.version = version;
  }

  @GET
  @Operation(summary = "Whether the server and what it needs are well; always 200")
  public Map<String, Object> health() {
    List<String> problems = new ArrayList<>();
    DesktopRuntime runtime = runtimes.standard();
    runtime.problem().ifPresent(problems::add);
    boolean desktopReachable = problems.isEmpty();
    Object sessionCount = asked(problems, () -> sessions.all().size());
    Object spent = asked(problems, budget::spentToday);
    VisionBackend backend = backends.standard();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ok", problems.isEmpty());
    answer.put("service", "atelier-os");
    answer.put("version", version);
    answer.put("desktop_runtime", runtime.name());
    answer.put("desktop_reachable", desktopReachable);
    answer.put("vision_backend", backend.name());
    answer.put("model", backend.model());
    answer.put("sessions", sessionCount);
    answer.put("max_steps_per_task", tasks.maxSteps());
    answer.put("max_usd_per_day", budget.cap());
    answer.put("today_spend_usd", spent);
    if (!problems.isEmpty()) {
      answer.put("problems", problems);
    }
    return answer;
  }

  /** An answer of the database, or a problem when it cannot be asked. */
  private static Object asked(List<String> problems, Supplier<Object> question) {
    try {
      return question.get();
    } catch (RuntimeException unreachable) {
      LOG.log(Level.WARNING, "the database cannot be asked", unreachable);
      String problem = "the database cannot be reached; see DB_URL and the server's log";
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
      return null;
    }
  }
}
