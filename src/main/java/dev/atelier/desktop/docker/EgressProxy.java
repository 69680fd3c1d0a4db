package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.EgressDenial;
import dev.atelier.desktop.EgressPolicy;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.Site;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The container through which the desktops of this server on one engine reach the internet; see
 * egress_proxy.py, which runs in it. It outlives the server. Thread-safe.
 */
final class EgressProxy {
  /** Handed to the interpreter as a text: no code of ours is in the desktops' image. */
  private static final List<String> PROGRAM =
      List.of("/usr/bin/python3", "-I", "-c", PackagedText.of("egress_proxy.py"));

  private static final String USER = "egress";
  private static final String CONFIGURATION_LABEL = "dev.atelier.configuration";
  private static final long MEMORY = 256L << 20;
  private static final long PIDS = 64;
  private static final Duration TELLING = Duration.ofSeconds(10);
  private static final int TRIES = 40;
  private static final long TRY_MILLIS = 100;
  private static final int STOP_SECONDS = 1;

  private final Engine engine;
  private final String instance;
  private final String image;
  private final DesktopNetwork network;
  private final EgressPolicy policy;
  private final String name;
  private final RefusedRequests refused = new RefusedRequests();
  private String configuration = "";

  EgressProxy(
      Engine engine, String instance, String image, DesktopNetwork network, EgressPolicy policy) {
    this.engine = engine;
    this.instance = instance;
    this.image = image;
    this.network = network;
    this.policy = policy;
    name = "atelier-egress-" + instance.replaceAll("[^a-zA-Z0-9_.-]", "_");
  }

  /** A way through it for one more container; where the sockets are is there then. */
  Way way() {
    return engine.ask(
        "make the way out of the desktop",
        docker -> {
          makeSockets(docker);
          return Way.through(name);
        });
  }

  /**
   * Has it run, as it is configured now.
   *
   * @return which run of it this is: it remembers nothing of an earlier one
   */
  synchronized String ensure() {
    return engine.ask("start the proxy of the desktops", this::ensure);
  }

  private String ensure(DockerClient docker) {
    if (configuration.isEmpty()) {
      configuration =
          docker.inspectImageCmd(image).exec().getId() + " " + policy + " " + PROGRAM.hashCode();
    }
    Optional<InspectContainerResponse> found = inspect(docker);
    if (found.filter(this::isAsConfigured).isEmpty()) {
      found.ifPresent(former -> Porter.remove(docker, former.getId()));
      network.ensure(docker);
      make(docker);
      return run(docker);
    }
    return Boolean.TRUE.equals(found.get().getState().getRunning())
        ? startOf(found.get())
        : run(docker);
  }

  private Optional<InspectContainerResponse> inspect(DockerClient docker) {
    try {
      InspectContainerResponse found = docker.inspectContainerCmd(name).exec();
      requireOurs(found.getConfig().getLabels());
      return Optional.of(found);
    } catch (NotFoundException missing) {
      return Optional.empty();
    }
  }

  /** Names of two servers may differ only in what a name of a container cannot hold. */
  private void requireOurs(Map<String, String> labels) {
    if (labels == null || !instance.equals(labels.get(DesktopContainer.INSTANCE_LABEL))) {
      throw new DesktopException(
          "the engine has a container named "
              + name
              + " that is not of this server (ATELIER_INSTANCE is “"
              + instance
              + "”); give one of the two servers another ATELIER_INSTANCE");
    }
  }

  private boolean isAsConfigured(InspectContainerResponse found) {
    Map<String, String> labels = found.getConfig().getLabels();
    return labels != null
        && instance.equals(labels.get(DesktopContainer.INSTANCE_LABEL))
        && configuration.equals(labels.get(CONFIGURATION_LABEL));
  }

  private static String startOf(InspectContainerResponse found) {
    return found.getId() + " " + found.getState().getStartedAt();
  }

  private void make(DockerClient docker) {
    makeSockets(docker);
    Map<String, String> labels = new HashMap<>(Role.EGRESS.labels(instance, name));
    labels.put(CONFIGURATION_LABEL, configuration);
    docker
        .createContainerCmd(image)
        .withName(name)
        .withHostName("egress")
        .withUser(USER)
        .withLabels(labels)
        .withEntrypoint(program(List.of("/usr/bin/tini", "--"), "serve"))
        .withCmd(List.of())
        .withEnv(
            "EGRESS_SOCKETS=" + Way.SOCKETS,
            "EGRESS_ALLOW=" + String.join(",", policy.allow()),
            "EGRESS_PORTS="
                + policy.ports().stream().map(String::valueOf).collect(Collectors.joining(",")),
            "DESK_EGRESS=")
        .withStopTimeout(STOP_SECONDS)
        .withHostConfig(hostConfig())
        .exec();
  }

  /** It comes back with the engine by itself; desktops have no way out until they are admitted. */
  private HostConfig hostConfig() {
    return HostConfig.newHostConfig()
        .withNetworkMode(network.name())
        .withBinds(new Bind(name, new Volume(Way.SOCKETS)))
        .withReadonlyRootfs(true)
        .withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,nodev,size=16m,mode=1777"))
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withMemory(MEMORY)
        .withMemorySwap(MEMORY)
        .withPidsLimit(PIDS)
        .withRestartPolicy(RestartPolicy.unlessStoppedRestart())
        .withLogConfig(
            new LogConfig(
                LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "2m", "max-file", "2")));
  }

  private void makeSockets(DockerClient docker) {
    try {
      docker.inspectVolumeCmd(name).exec();
    } catch (NotFoundException fresh) {
      docker
          .createVolumeCmd()
          .withName(name)
          .withLabels(Map.of(DesktopContainer.INSTANCE_LABEL, instance))
          .exec();
    }
  }

  /** The program with what it is to do. */
  private static List<String> program(List<String> before, String... arguments) {
    return Stream.of(before, PROGRAM, List.of(arguments)).flatMap(List::stream).toList();
  }

  /** Waits until it can be told something. */
  private String run(DockerClient docker) {
    docker.startContainerCmd(name).exec();
    Exec.Output output = new Exec.Output(-1, "");
    for (int n = 0; n < TRIES; n++) {
      output = Exec.run(engine, name, USER, TELLING, "test", "-S", "/tmp/control");
      if (output.code() == 0) {
        return startOf(docker.inspectContainerCmd(name).exec());
      }
      pause();
    }
    throw new DesktopException("the proxy of the desktops does not start: " + output.text());
  }

  private static void pause() {
    try {
      Thread.sleep(TRY_MILLIS);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    }
  }

  /** Lets the holder of a secret reach what its rule says, from now on. */
  void admit(String desktop, String secret, EgressRule rule) {
    String sites =
        rule.allow().stream()
            .map(Site::text)
            .map(EgressProxy::quoted)
            .collect(Collectors.joining(","));
    tell(
        "{\"desk\":%s,\"secret\":%s,\"mode\":%s,\"allow\":[%s]}"
            .formatted(quoted(desktop), quoted(secret), quoted(rule.mode().word()), sites));
  }

  void forget(String secret) {
    tell("{\"secret\":%s}".formatted(quoted(secret)));
  }

  /** Closes all ways but these, whoever opened them. */
  void keepOnly(List<String> secrets) {
    tell(
        "{\"only\":[%s]}"
            .formatted(secrets.stream().map(EgressProxy::quoted).collect(Collectors.joining(","))));
  }

  /** Names and words of ours, none of which holds what JSON would escape. */
  private static String quoted(String word) {
    return '"' + word + '"';
  }

  private void tell(String words) {
    Exec.Output said =
        Exec.run(
            engine, name, USER, TELLING, program(List.of(), "tell", words).toArray(String[]::new));
    if (said.code() != 0) {
      throw new DesktopException("the proxy of the desktops does not listen: " + said.text());
    }
  }

  /** What it has refused since it was last asked; what no server asked for is told as well. */
  List<EgressDenial> refused() {
    return engine.ask("ask what desktops were refused", docker -> refused.read(docker, name));
  }

  /** Removes it and its sockets; without desktops nobody needs it. */
  synchronized void retire() {
    engine.ask(
        "remove the proxy of the desktops",
        docker -> {
          Porter.remove(docker, name);
          try {
            docker.removeVolumeCmd(name).exec();
          } catch (NotFoundException | ConflictException notNow) {
            // There is none, or a desktop that is being made has it.
          }
          return name;
        });
  }
}
