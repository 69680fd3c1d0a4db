package dev.atelier.desktop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The runtimes that are there, and those that new desktops of this server run on: the configured
 * one, else the first of the usual ones that has something to run on; where it is an engine, all
 * engines. Thread-safe.
 */
@ApplicationScoped
public class DesktopRuntimes {
  private static final Logger log = Logger.getLogger(DesktopRuntimes.class.getName());
  private static final List<String> USUAL = List.of("docker", "local");

  /** Shorter than a health check waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Map<String, DesktopRuntime> byName = new TreeMap<>();
  private final List<DesktopRuntime> placeable;
  private final DesktopRuntime chosen;
  private final Survey<EngineReport> reports =
      new Survey<>(EngineReport::of, EngineReport::silent, PATIENCE, FRESH);
  private final Survey<Placement.Room> rooms =
      new Survey<>(Placement.Room::of, Placement.Room::silent, PATIENCE, FRESH);
  private final Placement placement = new Placement(System::nanoTime);

  @Inject
  DesktopRuntimes(
      @Any Instance<DesktopRuntime> runtimes,
      @Any Instance<DesktopRuntimeSource> sources,
      @ConfigProperty(name = "DESKTOP_RUNTIME") Optional<String> chosen) {
    this(runtimes.stream().toList(), sources.stream().toList(), chosen);
  }

  /** Chooses among these alone; see the other constructor. */
  public DesktopRuntimes(List<DesktopRuntime> runtimes, Optional<String> chosen) {
    this(runtimes, List.of(), chosen);
  }

  /**
   * Chooses.
   *
   * @throws UnknownDesktopRuntime when none has the configured name
   * @throws DesktopException when the chosen one must not be used as the server is configured
   */
  public DesktopRuntimes(
      List<DesktopRuntime> runtimes, List<DesktopRuntimeSource> sources, Optional<String> chosen) {
    runtimes.forEach(runtime -> byName.putIfAbsent(runtime.name(), runtime));
    Map<String, DesktopRuntime> engines = new LinkedHashMap<>();
    for (DesktopRuntimeSource source : sources) {
      source.runtimes().forEach(byName::putIfAbsent);
      source.runtimes().values().forEach(each -> engines.putIfAbsent(each.name(), each));
    }
    this.chosen =
        chosen
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .or(() -> sources.stream().flatMap(each -> each.standard().stream()).findFirst())
            .map(this::named)
            .orElseGet(this::firstAvailable);
    placeable =
        engines.containsKey(this.chosen.name())
            ? List.copyOf(engines.values())
            : List.of(this.chosen);
    for (DesktopRuntime each : placeable) {
      each.objection()
          .ifPresent(
              why -> {
                throw new DesktopException(why);
              });
      each.caution().ifPresent(log::warning);
    }
  }

  /** For CDI's proxy only. */
  protected DesktopRuntimes() {
    placeable = List.of();
    chosen = null;
  }

  private DesktopRuntime firstAvailable() {
    List<DesktopRuntime> usual =
        USUAL.stream().filter(byName::containsKey).map(byName::get).toList();
    return usual.stream()
        .filter(DesktopRuntime::isAvailable)
        .findFirst()
        .or(() -> usual.stream().findFirst())
        .orElseThrow(() -> new UnknownDesktopRuntime("", byName.keySet()));
  }

  /** The runtime of this server's desktops; of several engines the first. */
  public DesktopRuntime standard() {
    return chosen;
  }

  /** All that new desktops may run on: one, or several engines. */
  public List<DesktopRuntime> placeable() {
    return placeable;
  }

  /** How the engines are, when there are several; takes two seconds at most. */
  public List<EngineReport> engines() {
    return placeable.size() < 2 ? List.of() : List.copyOf(reports.of(placeable).values());
  }

  /**
   * The runtime for a new desktop: on the engine of that name, else where there is most room; takes
   * two seconds at most.
   *
   * @throws UnknownEngine with the names there are
   * @throws DesktopException when there are several engines and the one that is named, or each, is
   *     not well
   */
  public DesktopRuntime place(Optional<String> engine) {
    List<DesktopRuntime> candidates = engine.map(this::ofEngine).orElse(placeable);
    return placeable.size() < 2 ? candidates.get(0) : placement.choose(rooms.of(candidates));
  }

  private List<DesktopRuntime> ofEngine(String name) {
    Map<String, DesktopRuntime> engines =
        placeable.stream()
            .filter(each -> each.engine().isPresent())
            .collect(
                Collectors.toMap(
                    each -> each.engine().orElseThrow(),
                    Function.identity(),
                    (one, other) -> one,
                    LinkedHashMap::new));
    if (!engines.containsKey(name)) {
      throw new UnknownEngine(name, engines.keySet());
    }
    return List.of(engines.get(name));
  }

  /**
   * The runtime of that name.
   *
   * @throws UnknownDesktopRuntime with the names there are
   */
  public DesktopRuntime named(String name) {
    DesktopRuntime runtime = byName.get(name);
    if (runtime == null) {
      throw new UnknownDesktopRuntime(name, byName.keySet());
    }
    return runtime;
  }
}
