package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import dev.atelier.desktop.DesktopException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The network all desktops are on: it leads out, and not from one desktop to another. Made when it
 * is first needed. Thread-safe, also beside other servers on the same engine.
 */
final class DesktopNetwork {
  static final String USUAL_NAME = "atelier-desktops";

  /** What leads nowhere, not even to the engine's own machine. */
  private static final String NOWHERE = "atelier-nowhere";

  private static final String NO_ADDRESS = "com.docker.network.bridge.inhibit_ipv4";
  private static final String TALK = "com.docker.network.bridge.enable_icc";

  private final String name;
  private final Object making = new Object();

  DesktopNetwork(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Makes it unless it is there. */
  void ensure(DockerClient docker) {
    if (found(docker).isEmpty()) {
      synchronized (making) {
        if (found(docker).isEmpty()) {
          make(docker);
        }
      }
    }
  }

  /** Moves a stopped container from a network of this name that is gone to the one there is. */
  void rejoin(DockerClient docker, String container) {
    docker
        .disconnectFromNetworkCmd()
        .withNetworkId(name)
        .withContainerId(container)
        .withForce(true)
        .exec();
    docker.connectToNetworkCmd().withNetworkId(name).withContainerId(container).exec();
  }

  /** Takes a container, in whatever state, off this network to where it reaches nobody. */
  void strand(DockerClient docker, String container) {
    synchronized (making) {
      if (docker.listNetworksCmd().withNameFilter(NOWHERE).exec().isEmpty()) {
        docker
            .createNetworkCmd()
            .withName(NOWHERE)
            .withDriver("bridge")
            .withInternal(true)
            .withOptions(Map.of(TALK, "false", NO_ADDRESS, "true"))
            .withLabels(Map.of("dev.atelier", "nowhere"))
            .exec();
      }
    }
    try {
      docker.connectToNetworkCmd().withNetworkId(NOWHERE).withContainerId(container).exec();
    } catch (DockerException already) {
      if (!EngineRefusal.message(already).contains("already")) {
        throw already;
      }
    }
    try {
      docker
          .disconnectFromNetworkCmd()
          .withNetworkId(name)
          .withContainerId(container)
          .withForce(true)
          .exec();
    } catch (DockerException already) {
      if (!EngineRefusal.message(already).contains("not connected")) {
        throw already;
      }
    }
  }

  private List<Network> found(DockerClient docker) {
    List<Network> networks =
        docker.listNetworksCmd().withNameFilter(name).exec().stream()
            .filter(network -> name.equals(network.getName()))
            .sorted(Comparator.comparing(Network::getId))
            .toList();
    if (networks.stream().anyMatch(network -> !"false".equals(network.getOptions().get(TALK)))) {
      throw new DesktopException(
          "there is a network named "
              + name
              + " on the engine on which desktops could reach each other; remove it with"
              + " “docker network rm "
              + name
              + "” and it will be made anew");
    }
    return networks;
  }

  private void make(DockerClient docker) {
    String mine;
    try {
      mine =
          docker
              .createNetworkCmd()
              .withName(name)
              .withDriver("bridge")
              .withCheckDuplicate(true)
              .withOptions(Map.of(TALK, "false"))
              .withLabels(Map.of("dev.atelier", "desktops"))
              .exec()
              .getId();
    } catch (DockerException refused) {
      if (found(docker).isEmpty()) {
        throw refused;
      }
      return;
    }
    // Two servers at the same moment may both succeed, and a name that means two networks is of
    // no use: the one with the lowest id stays.
    List<Network> all = found(docker);
    if (all.size() > 1 && !all.get(0).getId().equals(mine)) {
      docker.removeNetworkCmd(mine).exec();
    }
  }
}
