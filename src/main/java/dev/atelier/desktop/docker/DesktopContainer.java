package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The container of one desktop: what it is called, how it is made, run and ended. */
record DesktopContainer(String id, String instance, String network) {
  private static final Logger log = Logger.getLogger(DesktopContainer.class.getName());
  static final String DESKTOP_LABEL = "dev.atelier.desktop";
  static final String INSTANCE_LABEL = "dev.atelier.instance";
  static final int STOP_SECONDS = 2;
  private static final String HOME = "/home/operator";
  private static final long SHARED_MEMORY = 256L << 20;

  DesktopContainer {
    DesktopSpec.requireId(id);
  }

  String name() {
    return "atelier-desktop-" + id;
  }

  String home() {
    return "atelier-home-" + id;
  }

  Map<String, String> labels() {
    return Map.of(DESKTOP_LABEL, id, INSTANCE_LABEL, instance);
  }

  /**
   * What the engine knows of it; empty when there is none.
   *
   * @throws DesktopException when another server's container has its name
   */
  Optional<InspectContainerResponse> inspect(DockerClient docker) {
    InspectContainerResponse found;
    try {
      found = docker.inspectContainerCmd(name()).exec();
    } catch (NotFoundException missing) {
      return Optional.empty();
    }
    Map<String, String> labels = found.getConfig().getLabels();
    if (labels == null || !labels.entrySet().containsAll(labels().entrySet())) {
      throw new DesktopException(
          "the engine has a container named "
              + name()
              + " that is not of this server (ATELIER_INSTANCE is “"
              + instance
              + "”)");
    }
    return Optional.of(found);
  }

  void create(DockerClient docker, String image, DesktopSpec spec, Limits limits) {
    docker
        .createContainerCmd(image)
        .withName(name())
        .withHostName("desktop")
        .withLabels(labels())
        .withEnv("DESKTOP_RESOLUTION=" + spec.resolution(), "DESKTOP_THEME=" + spec.look().theme())
        .withStopTimeout(STOP_SECONDS)
        .withHostConfig(hostConfig(limits))
        .exec();
  }

  /** Makes the volume of its home; false when there was one. */
  boolean makeHome(DockerClient docker) {
    try {
      docker.inspectVolumeCmd(home()).exec();
      return false;
    } catch (NotFoundException fresh) {
      docker.createVolumeCmd().withName(home()).withLabels(labels()).exec();
      return true;
    }
  }

  void start(DockerClient docker) {
    try {
      docker.startContainerCmd(name()).exec();
    } catch (NotModifiedException already) {
      // That was the wish.
    }
  }

  /** A frozen process hears no signal, so a paused container is woken to be stopped. */
  void halt(DockerClient docker, InspectContainerResponse found) {
    if (Boolean.TRUE.equals(found.getState().getPaused())) {
      docker.unpauseContainerCmd(found.getId()).exec();
    }
    if (Boolean.TRUE.equals(found.getState().getRunning())) {
      try {
        docker.stopContainerCmd(found.getId()).withTimeout(STOP_SECONDS).exec();
      } catch (NotModifiedException | NotFoundException already) {
        // It ended by itself meanwhile.
      }
    }
  }

  /** Clears away what was half made. */
  void discard(DockerClient docker, boolean home) {
    try {
      remove(docker);
      if (home) {
        removeHome(docker);
      }
    } catch (RuntimeException notEither) {
      log.log(Level.WARNING, "could not clear away " + name(), notEither);
    }
  }

  void remove(DockerClient docker) {
    try {
      docker.removeContainerCmd(name()).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException gone) {
      // That was the wish.
    }
  }

  void removeHome(DockerClient docker) {
    try {
      docker.removeVolumeCmd(home()).exec();
    } catch (NotFoundException gone) {
      // That was the wish.
    }
  }

  /**
   * Nothing may be gained inside, no port is published, and swap comes on top of nothing. The root
   * file system stays writable for what an administrator installs; the desktop's own user may not
   * write there. The engine does not start it by itself: the server does when it is wanted.
   */
  private HostConfig hostConfig(Limits limits) {
    return HostConfig.newHostConfig()
        .withNetworkMode(network)
        .withBinds(new Bind(home(), new Volume(HOME)))
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(List.of("no-new-privileges"))
        .withMemory(limits.memory().bytes())
        .withMemorySwap(limits.memory().bytes())
        .withNanoCPUs(limits.nanoCpus())
        .withPidsLimit(limits.pids())
        .withShmSize(SHARED_MEMORY)
        .withTmpFs(Map.of("/tmp", "rw,exec,nosuid,nodev,size=1g,mode=1777"))
        .withRestartPolicy(RestartPolicy.noRestart())
        .withLogConfig(
            new LogConfig(
                LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "2m", "max-file", "2")));
  }
}
