package dev.atelier.desktop.docker;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopSoftware;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.PackageName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;

/** Software on desktops of a Docker engine. Thread-safe. */
final class DockerSoftware implements DesktopSoftware {
  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final String WORK = ".work";

  private final Engine engine;
  private final String instance;
  private final String image;
  private final Limits limits;
  private final DesktopNetwork network;
  private final Function<String, DesktopContainer> containers;
  private final DockerCopies copies;

  DockerSoftware(
      Engine engine,
      String instance,
      String image,
      Limits limits,
      DesktopNetwork network,
      Function<String, DesktopContainer> containers,
      DockerCopies copies) {
    this.engine = engine;
    this.instance = instance;
    this.image = image;
    this.limits = limits;
    this.network = network;
    this.containers = containers;
    this.copies = copies;
  }

  @Override
  public List<PackageName> installed(String id) {
    Set<String> present = wanted(containers.apply(id).name());
    try (Workshop usual = open(image, id, limits)) {
      present.removeAll(wanted(usual.container()));
    }
    return present.stream().map(PackageName::new).toList();
  }

  /** Packages that somebody wanted, in contrast to those that came along. */
  private Set<String> wanted(String container) {
    Exec.Output marked =
        Exec.run(engine, container, Exec.DESKTOP_USER, SHORT, "apt-mark", "showmanual");
    if (marked.code() != 0) {
      throw new DesktopException("could not ask what is installed: " + marked.text().strip());
    }
    return new TreeSet<>(marked.text().lines().map(String::strip).toList());
  }

  /** Where the desktop itself may not install anything, a twin of it does. */
  @Override
  public void install(DesktopSpec spec, List<PackageName> packages, Consumer<String> progress) {
    String now = spec.id() + WORK;
    copies.keepSystem(spec, now);
    try (Workshop workshop =
        open(KeptSystem.image(now), spec.id(), limits.adjustedTo(spec.quota()))) {
      workshop.install(packages, progress);
      workshop.transplant(containers.apply(spec.id()).name());
    } finally {
      copies.dropSystem(now);
    }
  }

  @Override
  public void build(String id, String name, List<PackageName> packages, Consumer<String> progress) {
    try (Workshop workshop = open(image, id, limits)) {
      workshop.install(packages, progress);
      workshop.keep(name, instance);
    }
  }

  private Workshop open(String from, String id, Limits bounds) {
    engine.ask(
        "make the network of the desktops",
        docker -> {
          network.ensure(docker);
          return id;
        });
    return Workshop.open(engine, from, containers.apply(id), bounds);
  }
}
