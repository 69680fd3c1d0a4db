package dev.atelier.desktop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The runtimes that are there, and the one that this server's desktops run on: the configured one,
 * else the first of the usual ones that has something to run on. Thread-safe.
 */
@ApplicationScoped
public class DesktopRuntimes {
  private static final Logger log = Logger.getLogger(DesktopRuntimes.class.getName());
  private static final List<String> USUAL = List.of("docker", "local");

  private final Map<String, DesktopRuntime> byName;
  private final DesktopRuntime chosen;

  @Inject
  DesktopRuntimes(
      @Any Instance<DesktopRuntime> runtimes,
      @ConfigProperty(name = "DESKTOP_RUNTIME") Optional<String> chosen) {
    this(runtimes.stream().toList(), chosen);
  }

  /**
   * Chooses.
   *
   * @throws UnknownDesktopRuntime when none has the configured name
   * @throws DesktopException when the chosen one must not be used as the server is configured
   */
  public DesktopRuntimes(List<DesktopRuntime> runtimes, Optional<String> chosen) {
    byName =
        runtimes.stream()
            .collect(
                Collectors.toMap(
                    DesktopRuntime::name, Function.identity(), (one, other) -> one, TreeMap::new));
    this.chosen =
        chosen
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(this::named)
            .orElseGet(this::firstAvailable);
    this.chosen
        .objection()
        .ifPresent(
            why -> {
              throw new DesktopException(why);
            });
    this.chosen.caution().ifPresent(log::warning);
  }

  /** For CDI's proxy only. */
  protected DesktopRuntimes() {
    byName = Map.of();
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

  /** The runtime of this server's desktops. */
  public DesktopRuntime standard() {
    return chosen;
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
