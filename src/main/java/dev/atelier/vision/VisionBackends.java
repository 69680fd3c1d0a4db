package dev.atelier.vision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The backends that are there, and the one a task gets when it names none. Thread-safe. */
@ApplicationScoped
public class VisionBackends {
  private final Map<String, VisionBackend> byName;
  private final String chosen;

  @Inject
  VisionBackends(
      @Any Instance<VisionBackend> backends,
      @ConfigProperty(name = "VISION_BACKEND") Optional<String> chosen) {
    this(backends.stream().toList(), chosen);
  }

  /**
   * Chooses.
   *
   * @throws UnknownVisionBackend when none has the configured name
   */
  public VisionBackends(List<VisionBackend> backends, Optional<String> chosen) {
    this.byName =
        backends.stream()
            .collect(
                Collectors.toMap(
                    VisionBackend::name, Function.identity(), (one, other) -> one, TreeMap::new));
    this.chosen = chosen.map(String::strip).filter(name -> !name.isEmpty()).orElse("recipe");
    if (!byName.containsKey(this.chosen)) {
      throw new UnknownVisionBackend(this.chosen, byName.keySet());
    }
  }

  /** For CDI's proxy only. */
  protected VisionBackends() {
    byName = Map.of();
    chosen = "";
  }

  /** The configured backend. */
  public VisionBackend standard() {
    return byName.get(chosen);
  }

  /**
   * The backend of that name.
   *
   * @throws UnknownVisionBackend with the names there are
   */
  public VisionBackend named(String name) {
    VisionBackend backend = byName.get(name);
    if (backend == null) {
      throw new UnknownVisionBackend(name, byName.keySet());
    }
    return backend;
  }
}
