package dev.atelier.desktop.docker;

import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimeSource;
import dev.atelier.desktop.EgressPolicy;
import dev.atelier.desktop.EgressRules;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A runtime for each engine: the one of {@code DOCKER_HOST}, or those that are named. */
@ApplicationScoped
public class DockerEngines implements DesktopRuntimeSource {
  private final Map<String, DesktopRuntime> byName = new LinkedHashMap<>();
  private final boolean named;

  @Inject
  DockerEngines(
      @ConfigProperty(name = "DOCKER_HOST") Optional<String> host,
      @ConfigProperty(name = "ATELIER_ENGINES") Optional<String> engines,
      @ConfigProperty(name = "ATELIER_ENGINE_CERTS") Optional<String> certificates,
      @ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data,
      @ConfigProperty(name = "ATELIER_INSTANCE", defaultValue = "default") String instance,
      @ConfigProperty(name = "DESKTOP_IMAGE", defaultValue = "atelier/desktop:latest") String image,
      @ConfigProperty(name = "DESKTOP_MEMORY", defaultValue = "4g") String memory,
      @ConfigProperty(name = "DESKTOP_CPUS", defaultValue = "2.0") double cpus,
      @ConfigProperty(name = "DESKTOP_PIDS", defaultValue = "512") long pids,
      @ConfigProperty(name = "DESKTOP_SOFTWARE", defaultValue = "true") boolean software,
      EgressPolicy egress,
      Instance<EgressRules> rules) {
    this(
        host,
        engines,
        certificates,
        data,
        instance,
        image,
        Limits.parse(memory, cpus, pids),
        software ? SystemFiles.CHANGEABLE : SystemFiles.READ_ONLY,
        egress,
        id -> rules.get().of(id));
  }

  DockerEngines(
      Optional<String> host,
      Optional<String> engines,
      Optional<String> certificates,
      String data,
      String instance,
      String image,
      Limits limits,
      SystemFiles files,
      EgressPolicy egress,
      EgressRules rules) {
    String usual = host.filter(text -> !text.isBlank()).orElse(Engine.USUAL_ADDRESS);
    Path directory =
        certificates
            .filter(text -> !text.isBlank())
            .map(Path::of)
            .orElse(Path.of(data).resolve("certs"));
    List<EngineAddress> addresses =
        engines
            .filter(text -> !text.isBlank())
            .map(text -> new EngineAddresses(directory.toAbsolutePath()).read(text))
            .orElse(List.of(EngineAddress.only(usual)));
    named = addresses.get(0).name().isPresent();
    // A wrong setting is to stop the server now, and not when a desktop starts.
    var unused = egress.mode();
    addresses.forEach(
        address -> {
          DockerRuntime made =
              new DockerRuntime(
                  new Engine(address),
                  instance,
                  image,
                  limits,
                  new DesktopNetwork(DesktopNetwork.USUAL_NAME),
                  egress,
                  rules,
                  files);
          byName.put(made.name(), made);
        });
    byName.put(DockerRuntime.ONLY, byName.get(DockerRuntime.nameOf(former(addresses, usual))));
  }

  /** For CDI's proxy only. */
  protected DockerEngines() {
    named = false;
  }

  /** Which of them has the desktops of the time before engines had names. */
  private static EngineAddress former(List<EngineAddress> addresses, String usual) {
    return addresses.stream()
        .filter(each -> each.address().equals(usual))
        .findFirst()
        .orElse(addresses.get(0));
  }

  @Override
  public Map<String, DesktopRuntime> runtimes() {
    return byName;
  }

  @Override
  public Optional<String> standard() {
    return named ? Optional.of(DockerRuntime.ONLY) : Optional.empty();
  }

  @PreDestroy
  void close() {
    byName.values().forEach(each -> ((DockerRuntime) each).close());
  }
}
