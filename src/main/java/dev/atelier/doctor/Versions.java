package dev.atelier.doctor;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.desktop.EngineVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What this server is made of, by version. Thread-safe. */
@ApplicationScoped
public class Versions {
  private final String atelier;
  private final DatabaseVersion database;
  private final DesktopRuntimes runtimes;
  private volatile String server = "?";

  /**
   * What each part is.
   *
   * @param engines those that answer
   */
  public record Parts(
      String atelier,
      String java,
      String server,
      String database,
      String schema,
      List<Engine> engines) {}

  /** A runtime by its name. */
  public record Engine(String name, EngineVersion version) {}

  @Inject
  Versions(
      @ConfigProperty(name = "atelier.version") String atelier,
      DatabaseVersion database,
      DesktopRuntimes runtimes) {
    this.atelier = atelier;
    this.database = database;
    this.runtimes = runtimes;
  }

  /** For CDI's proxy only. */
  protected Versions() {
    this("", null, null);
  }

  /** What runs this application is told at its start only. */
  void begin(@Observes @Initialized(ApplicationScoped.class) Object start) {
    if (start instanceof ServletContext container) {
      server = container.getServerInfo().strip();
    }
  }

  /** Asks each part; takes as long as the engines do. */
  public Parts now() {
    return new Parts(
        atelier,
        Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        server,
        database.product(),
        database.schema(),
        engines());
  }

  private List<Engine> engines() {
    List<Engine> found = new ArrayList<>();
    for (DesktopRuntime runtime : runtimes.placeable()) {
      version(runtime).ifPresent(version -> found.add(new Engine(runtime.name(), version)));
    }
    return List.copyOf(found);
  }

  /** That one does not answer, another check says. */
  private static Optional<EngineVersion> version(DesktopRuntime runtime) {
    try {
      return runtime.version();
    } catch (DesktopException silent) {
      return Optional.empty();
    }
  }
}
