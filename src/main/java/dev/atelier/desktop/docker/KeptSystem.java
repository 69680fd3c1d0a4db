package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.atelier.desktop.Disk;
import java.util.HashMap;
import java.util.Map;

/** How a desktop's system is kept: as an image whose tag is its name. */
final class KeptSystem {
  static final String REPOSITORY = "atelier/kept";
  private static final String KEPT_LABEL = "dev.atelier.kept";

  private KeptSystem() {}

  static String image(String name) {
    return REPOSITORY + ":" + name;
  }

  /** The image that a desktop is made from. */
  static String imageOf(Disk disk, String usual) {
    return disk.system().map(KeptSystem::image).orElse(usual);
  }

  static Map<String, String> labels(String instance) {
    return Map.of(DesktopContainer.INSTANCE_LABEL, instance, KEPT_LABEL, "true");
  }

  /** What is said of an image that is made from a container. */
  static Map<String, String> committed(String instance) {
    Map<String, String> labels = new HashMap<>(Role.ofNone());
    labels.putAll(labels(instance));
    return labels;
  }

  static void commit(DockerClient docker, String container, String name, String instance) {
    docker
        .commitCmd(container)
        .withRepository(REPOSITORY)
        .withTag(name)
        .withLabels(committed(instance))
        .withPause(false)
        .exec();
  }

  static void drop(DockerClient docker, String name) {
    try {
      docker.removeImageCmd(image(name)).withForce(true).exec();
    } catch (NotFoundException gone) {
      // That was the wish.
    }
  }
}
