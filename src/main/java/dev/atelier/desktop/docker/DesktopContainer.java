package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.ConflictException;
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
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.QuotaRefused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The container of one desktop: what it is called, how it is made, run and ended. */
record DesktopContainer(String id, String instance) {
  private static final Logger log = Logger.getLogger(DesktopContainer.class.getName());
  static final String DESKTOP_LABEL = "dev.atelier.desktop";
  static final String INSTANCE_LABEL = "dev.atelier.instance";
  static final int STOP_SECONDS = 2;

  /** How the names of all desktops' containers begin. */
  static final String NAME = "atelier-desktop-";

  /** The desktop's user and its group, as desktop/Dockerfile and Debian number them. */
  static final int USER = 1000;

  static final int GROUP = 37;
  static final String HOME = "/home/operator";
  private static final String DISK_LABEL = "dev.atelier.disk";
  private static final String HOME_LABEL = "dev.atelier.home";
  private static final long SHARED_MEMORY = 256L << 20;

  DesktopContainer {
    DesktopSpec.requireId(id);
  }

  String name() {
    return NAME + id;
  }

  /** What the volume of one of its homes is called. */
  String home(int number) {
    return "atelier-home-" + id + (number == 0 ? "" : "." + number);
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

  void create(
      DockerClient docker,
      String image,
      DesktopSpec spec,
      Limits limits,
      Way way,
      SystemFiles files) {
    List<String> environment = new ArrayList<>(way.environment());
    environment.add("DESK_MACHINE_ID=" + MachineId.of(id));
    environment.add("DESKTOP_RESOLUTION=" + spec.resolution());
    environment.add("DESKTOP_THEME=" + spec.look().theme());
    environment.add("DESKTOP_ACCENT=" + spec.look().accent().orElse(""));
    docker
        .createContainerCmd(image)
        .withName(name())
        .withHostName("desktop")
        .withLabels(labelsOf(spec.disk(), way))
        .withEnv(environment)
        .withStopTimeout(STOP_SECONDS)
        .withHostConfig(hostConfig(docker, spec.disk().home(), limits, way, files))
        .exec();
  }

  /**
   * Makes it a machine of its own; before it is started for the first time. Idempotent. One whose
   * system cannot be changed does so by itself.
   */
  void identify(DockerClient docker) {
    if (inspect(docker).filter(DesktopContainer::isReadOnly).isEmpty()) {
      MachineId.write(docker, name(), id);
    }
  }

  private static boolean isReadOnly(InspectContainerResponse found) {
    return found.getHostConfig() != null
        && Boolean.TRUE.equals(found.getHostConfig().getReadonlyRootfs());
  }

  private Map<String, String> labelsOf(Disk disk, Way way) {
    Map<String, String> labels = new HashMap<>(Role.DESKTOP.labels(this));
    labels.putAll(way.labels());
    labels.put(DISK_LABEL, words(disk));
    return labels;
  }

  private static String words(Disk disk) {
    return disk.home() + disk.system().map(system -> " " + system).orElse("");
  }

  /** Whether it was made from that disk, and not from an earlier one. */
  static boolean isFrom(Disk disk, InspectContainerResponse found) {
    Map<String, String> labels = found.getConfig().getLabels();
    return words(disk).equals(labels.getOrDefault(DISK_LABEL, words(Disk.FRESH)));
  }

  /** Makes the volume of a home; false when there was one. */
  boolean makeHome(DockerClient docker, int number) {
    try {
      docker.inspectVolumeCmd(home(number)).exec();
      return false;
    } catch (NotFoundException fresh) {
      Map<String, String> labels = new HashMap<>(labels());
      labels.put(HOME_LABEL, Integer.toString(number));
      docker.createVolumeCmd().withName(home(number)).withLabels(labels).exec();
      return true;
    }
  }

  /** An engine makes a volume that it is told to use, and nobody would know whose it is. */
  void requireHome(DockerClient docker, int number) {
    try {
      docker.inspectVolumeCmd(home(number)).exec();
    } catch (NotFoundException missing) {
      throw new DesktopException(
          "the desktop has no home on its engine ("
              + home(number)
              + " is not there); start it, and it gets an empty one",
          missing);
    }
  }

  /** The numbers of its homes. */
  Set<Integer> homes(DockerClient docker) {
    return homes(docker, labels()).getOrDefault(id, Set.of());
  }

  /** The desktops of a server that have homes, with the numbers of these. */
  static Map<String, Set<Integer>> withHomes(DockerClient docker, String instance) {
    return homes(docker, Map.of(INSTANCE_LABEL, instance));
  }

  private static Map<String, Set<Integer>> homes(DockerClient docker, Map<String, String> labels) {
    return volumes(docker, labels)
        .filter(found -> found.getLabels().containsKey(DESKTOP_LABEL))
        .collect(
            Collectors.groupingBy(
                found -> found.getLabels().get(DESKTOP_LABEL),
                TreeMap::new,
                Collectors.mapping(DesktopContainer::number, Collectors.toSet())));
  }

  private static Integer number(InspectVolumeResponse home) {
    return Integer.valueOf(home.getLabels().getOrDefault(HOME_LABEL, "0"));
  }

  private static Stream<InspectVolumeResponse> volumes(
      DockerClient docker, Map<String, String> labels) {
    return docker
        .listVolumesCmd()
        .withFilter("label", labels.entrySet().stream().map(Object::toString).toList())
        .exec()
        .getVolumes()
        .stream();
  }

  void start(DockerClient docker) {
    try {
      docker.startContainerCmd(name()).exec();
    } catch (NotModifiedException already) {
      // That was the wish.
    }
  }

  /**
   * Gives it other bounds, whatever state it is in.
   *
   * @throws QuotaRefused when it uses more memory than it may then: the kernel would end programs
   */
  void limit(DockerClient docker, InspectContainerResponse found, Limits limits) {
    long memory = limits.memory().bytes();
    Long before = found.getHostConfig().getMemory();
    if (Boolean.TRUE.equals(found.getState().getRunning()) && before != null && memory < before) {
      MemoryUse.of(docker, name())
          .filter(used -> used.bytes() >= memory)
          .ifPresent(
              used -> {
                throw new QuotaRefused(
                    "the desktop uses "
                        + used
                        + " of memory now, more than "
                        + limits.memory()
                        + "; close programs on it first, or give it more");
              });
    }
    docker
        .updateContainerCmd(name())
        .withMemory(memory)
        .withMemorySwap(memory)
        .withNanoCPUs(limits.nanoCpus())
        .withPidsLimit(limits.pids())
        .exec();
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
  void discard(DockerClient docker, OptionalInt home) {
    try {
      remove(docker);
      home.ifPresent(number -> removeHome(docker, number));
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

  /** Also when a helper still holds on to it; not for a home in use. */
  void removeHome(DockerClient docker, int number) {
    try {
      removeVolume(docker, home(number));
    } catch (ConflictException inUse) {
      if (Role.sweep(docker, instance) + Role.dismissPorters(docker, this) == 0) {
        throw inUse;
      }
      removeVolume(docker, home(number));
    }
  }

  private static void removeVolume(DockerClient docker, String name) {
    try {
      docker.removeVolumeCmd(name).exec();
    } catch (NotFoundException gone) {
      // That was the wish.
    }
  }

  /**
   * Nothing may be gained inside, no port is published, and swap comes on top of nothing. The
   * engine does not start it by itself: the server does when it is wanted.
   */
  private HostConfig hostConfig(
      DockerClient docker, int home, Limits limits, Way way, SystemFiles files) {
    Bind homeThere = new Bind(home(home), new Volume(HOME));
    return files
        .on(way.on(HostConfig.newHostConfig(), homeThere))
        .withCapDrop(Capability.ALL)
        .withSecurityOpts(Seccomp.options(docker))
        .withMemory(limits.memory().bytes())
        .withMemorySwap(limits.memory().bytes())
        .withNanoCPUs(limits.nanoCpus())
        .withPidsLimit(limits.pids())
        .withShmSize(SHARED_MEMORY)
        .withRestartPolicy(RestartPolicy.noRestart())
        .withLogConfig(
            new LogConfig(
                LogConfig.LoggingType.JSON_FILE, Map.of("max-size", "2m", "max-file", "2")));
  }
}
