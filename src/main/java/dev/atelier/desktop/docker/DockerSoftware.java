package dev.atelier.desktop.docker;

import dev.atelier.desktop.DesktopSoftware;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.PackageName;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Software on desktops of a Docker engine. Thread-safe. */
final class DockerSoftware implements DesktopSoftware {
  private static final String WORK = ".work";

  private final Engine engine;
  private final String instance;
  private final String image;
  private final Limits limits;
  private final DesktopNetwork network;
  private final DockerEgress egress;
  private final Function<String, DesktopContainer> containers;
  private final DesktopPrograms programs;
  private final DockerCopies copies;

  DockerSoftware(
      Engine engine,
      String instance,
      String image,
      Limits limits,
      DesktopNetwork network,
      DockerEgress egress,
      Function<String, DesktopContainer> containers,
      DesktopPrograms programs,
      DockerCopies copies) {
    this.engine = engine;
    this.instance = instance;
    this.image = image;
    this.limits = limits;
    this.network = network;
    this.egress = egress;
    this.containers = containers;
    this.programs = programs;
    this.copies = copies;
  }

  @Override
  public List<PackageName> installed(String id) {
    Set<String> present = programs.wantedPackages(id);
    try (Workshop usual = Workshop.open(engine, image, containers.apply(id), limits)) {
      present.removeAll(usual.wantedPackages());
    }
    return present.stream().map(PackageName::new).toList();
  }

  /** Where the desktop itself may not install anything, a twin of it does. */
  @Override
  public void install(
      DesktopSpec spec,
      List<PackageName> packages,
      Consumer<String> progress,
      Consumer<Runnable> alone) {
    String now = spec.id() + WORK;
    copies.keepSystem(spec, now);
    try (Workshop workshop =
        open(KeptSystem.image(now), spec.id(), limits.adjustedTo(spec.quota()))) {
      workshop.install(packages, progress);
      alone.accept(() -> workshop.transplant(containers.apply(spec.id()).name()));
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
    Way way = egress.openForWork(id);
    try {
      return Workshop.open(
          engine, from, containers.apply(id), bounds, way, () -> egress.close(way));
    } catch (RuntimeException failed) {
      egress.close(way);
      throw failed;
    }
  }
}
