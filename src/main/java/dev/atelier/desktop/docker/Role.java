package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a container of this server is there for. An image takes over the labels of the container
 * that it is made from, and a container those of its image: so each container says all of them of
 * itself, and an image takes them back.
 */
enum Role {
  DESKTOP,
  /** Lets files in and out of a home. */
  PORTER,
  /** Has software installed in it. */
  WORKSHOP,
  /** Lets desktops out; it outlives the server as they do. */
  EGRESS;

  private static final String LABEL = "dev.atelier.role";
  private static final String RUN_LABEL = "dev.atelier.run";

  /** The desktop for which a helper was made; before there were roles, all that told of one. */
  private static final String BESIDE_LABEL = "dev.atelier.porter";

  /** Of this server, until it ends. */
  private static final String RUN = UUID.randomUUID().toString();

  /** All labels of a container that is or helps that desktop. */
  Map<String, String> labels(DesktopContainer desktop) {
    return labels(desktop.instance(), desktop.id());
  }

  /** All labels of a container that is, or helps with, what goes by that name. */
  Map<String, String> labels(String instance, String name) {
    return Map.of(
        DesktopContainer.INSTANCE_LABEL,
        instance,
        LABEL,
        name().toLowerCase(Locale.ROOT),
        RUN_LABEL,
        RUN,
        DesktopContainer.DESKTOP_LABEL,
        this == DESKTOP ? name : "",
        BESIDE_LABEL,
        this == DESKTOP ? "" : name);
  }

  /** What an image says, lest a container that somebody makes from it passes for one of ours. */
  static Map<String, String> ofNone() {
    return Map.of(
        LABEL, "none", RUN_LABEL, "", BESIDE_LABEL, "", DesktopContainer.DESKTOP_LABEL, "");
  }

  /** The desktop whose container it is; empty for any other container. */
  static Optional<String> desktopIn(Container found) {
    return of(found)
        .filter(DESKTOP::equals)
        .flatMap(desktop -> label(found, DesktopContainer.DESKTOP_LABEL));
  }

  private static Optional<Role> of(Container found) {
    Optional<String> told = label(found, LABEL);
    if (told.isPresent()) {
      return Arrays.stream(values())
          .filter(role -> role.name().equalsIgnoreCase(told.get()))
          .findFirst();
    }
    // Made before there were roles.
    if (isNamedAsDesktop(found)) {
      return Optional.of(DESKTOP);
    }
    return label(found, BESIDE_LABEL).map(beside -> PORTER);
  }

  /** One that is being removed may have no name any more. */
  private static boolean isNamedAsDesktop(Container found) {
    return found.getNames() != null
        && Arrays.stream(found.getNames())
            .anyMatch(name -> name.startsWith("/" + DesktopContainer.NAME));
  }

  private static Optional<String> label(Container found, String name) {
    return Optional.ofNullable(found.getLabels().get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * Removes what helped a server that is no more: it would hold on to homes for ever.
   *
   * @return how many there were
   */
  static int sweep(DockerClient docker, String instance) {
    return remove(
        docker,
        instance,
        found ->
            of(found).filter(role -> role != DESKTOP && role != EGRESS).isPresent()
                && !RUN.equals(found.getLabels().get(RUN_LABEL)));
  }

  /**
   * Removes what let files in and out of a desktop's homes, and could not be removed then. Only for
   * who is alone at these.
   *
   * @return how many there were
   */
  static int dismissPorters(DockerClient docker, DesktopContainer desktop) {
    return remove(
        docker,
        desktop.instance(),
        found ->
            of(found).filter(PORTER::equals).isPresent()
                && label(found, BESIDE_LABEL).filter(desktop.id()::equals).isPresent());
  }

  private static int remove(DockerClient docker, String instance, Predicate<Container> which) {
    List<Container> left =
        docker
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(Map.of(DesktopContainer.INSTANCE_LABEL, instance))
            .exec()
            .stream()
            .filter(which)
            .toList();
    left.forEach(found -> Porter.remove(docker, found.getId()));
    return left.size();
  }
}
