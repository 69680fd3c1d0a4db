package dev.atelier.http;

import dev.atelier.Caller;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.EngineReport;
import dev.atelier.plugin.PluginBean;
import dev.atelier.plugin.Plugins;
import dev.atelier.snapshot.Losses;
import dev.atelier.snapshot.Orphans;
import dev.atelier.snapshot.OrphansResource;
import dev.atelier.task.Tasks;
import dev.atelier.vision.VisionBackend;
import dev.atelier.vision.VisionBackends;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /health}: whether all that the server needs is there. */
@Dependent
@Path("/health")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
public class HealthResource {
  private final Checkups checkups;
  private final Tasks tasks;
  private final DesktopRuntimes runtimes;
  private final VisionBackends backends;
  private final Plugins plugins;
  private final Orphans orphans;
  private final Losses losses;
  private final String version;

  @Context private SecurityContext security;

  @Inject
  HealthResource(
      Checkups checkups,
      Tasks tasks,
      DesktopRuntimes runtimes,
      VisionBackends backends,
      Plugins plugins,
      Orphans orphans,
      Losses losses,
      @ConfigProperty(name = "atelier.version") String version) {
    this.checkups = checkups;
    this.tasks = tasks;
    this.runtimes = runtimes;
    this.backends = backends;
    this.plugins = plugins;
    this.orphans = orphans;
    this.losses = losses;
    this.version = version;
  }

  @GET
  @Operation(summary = "Whether the server and what it needs are well; always 200")
  public Map<String, Object> health() {
    Caller caller = Caller.of(security.getUserPrincipal());
    Checkup checkup = checkups.latest();
    VisionBackend backend = backends.standard();
    Map<String, Object> answer = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>(checkup.problems());
    problems.addAll(plugins.problems());
    losses.problem().ifPresent(problems::add);
    answer.put("ok", problems.isEmpty());
    answer.put("service", "atelier-os");
    answer.put("version", version);
    answer.put("desktop_runtime", runtimes.standard().name());
    answer.put("desktop_reachable", checkup.desktopReachable());
    if (caller.seesAll() && !checkup.engines().isEmpty()) {
      answer.put("engines", checkup.engines().stream().map(HealthResource::view).toList());
    }
    answer.put("vision_backend", backend.name());
    answer.put("model", backend.model());
    answer.put("vision_backends", backends.names());
    answer.put("sessions", checkup.sessions().orElse(null));
    if (caller.seesAll()) {
      answer.put("plugins", plugins.beans().stream().map(HealthResource::view).toList());
      answer.put("orphans", OrphansResource.views(orphans.latest()));
    }
    answer.put("max_steps_per_task", tasks.maxSteps());
    answer.put("max_usd_per_day", checkup.cap().orElse(null));
    answer.put("today_spend_usd", checkup.spentToday().orElse(null));
    if (!problems.isEmpty()) {
      answer.put("problems", problems);
    }
    return answer;
  }

  private static Map<String, Object> view(EngineReport engine) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", engine.name());
    view.put("reachable", engine.reachable());
    view.put("desktops", engine.desktops());
    engine.problem().ifPresent(problem -> view.put("problem", problem));
    return view;
  }

  private static Map<String, String> view(PluginBean bean) {
    return Map.of("jar", bean.jar(), "kind", bean.kind(), "class", bean.type().getName());
  }
}
