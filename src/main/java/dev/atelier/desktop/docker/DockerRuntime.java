package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Version;
import dev.atelier.desktop.DesktopCopies;
import dev.atelier.desktop.DesktopEgress;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopFiles;
import dev.atelier.desktop.DesktopFocus;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopSoftware;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressPolicy;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.EgressRules;
import dev.atelier.desktop.EngineVersion;
import dev.atelier.desktop.FilesByShell;
import dev.atelier.desktop.FocusByScript;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.MachineReport;
import dev.atelier.desktop.OneAtATime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Desktops as containers of a Docker engine. Thread-safe. */
final class DockerRuntime implements DesktopRuntime {
  private static final Logger LOG = Logger.getLogger(DockerRuntime.class.getName());

  /** What the runtime of the only engine is called. */
  static final String ONLY = "docker";

  /** The state of a container that was made and never started. */
  private static final String NEVER_RAN = "created";

  private final Engine engine;
  private final String instance;
  private final String image;
  private final Limits limits;
  private final DesktopNetwork network;
  private final SystemFiles files;
  private final OneAtATime oneAtATime = new OneAtATime();
  private final DesktopPrograms programs;
  private final EngineMachine machine;
  private final DockerEgress egress;
  private final DockerCopies copies;
  private final DockerSoftware software;

  DockerRuntime(Engine engine, String instance, String image, Limits limits) {
    this(engine, instance, image, limits, new DesktopNetwork(DesktopNetwork.USUAL_NAME));
  }

  DockerRuntime(
      Engine engine, String instance, String image, Limits limits, DesktopNetwork network) {
    this(
        engine,
        instance,
        image,
        limits,
        network,
        EgressPolicy.open(),
        id -> new EgressRule(EgressMode.OPEN, List.of()),
        SystemFiles.CHANGEABLE);
  }

  DockerRuntime(
      Engine engine,
      String instance,
      String image,
      Limits limits,
      DesktopNetwork network,
      EgressPolicy policy,
      EgressRules rules,
      SystemFiles files) {
    this.engine = engine;
    this.instance = instance;
    this.image = image;
    this.limits = limits;
    this.network = network;
    this.files = files;
    engine.first(docker -> Role.sweep(docker, instance));
    programs = new DesktopPrograms(engine, this::container, oneAtATime);
    machine = new EngineMachine(engine, this::running, programs::machine);
    egress = new DockerEgress(engine, instance, image, network, policy, rules, this::container);
    copies = new DockerCopies(engine, instance, image, this::container, programs, oneAtATime);
    software =
        new DockerSoftware(
            engine, instance, image, limits, network, egress, this::container, programs, copies);
  }

  @Override
  public String name() {
    return engine.name().map(DockerRuntime::nameOf).orElse(ONLY);
  }

  static String nameOf(EngineAddress address) {
    return address.name().map(DockerRuntime::nameOf).orElse(ONLY);
  }

  private static String nameOf(String engine) {
    return ONLY + ":" + engine;
  }

  @Override
  public Optional<String> engine() {
    return Optional.of(engine.name().orElse("default"));
  }

  @Override
  public OptionalLong freeMemoryMb() {
    return machine.freeMemoryMb();
  }

  @Override
  public MachineReport machine() {
    return machine.report();
  }

  private List<String> running() {
    return desktops().entrySet().stream()
        .filter(each -> each.getValue() == DesktopState.RUNNING)
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public Optional<String> problem() {
    return engine.silence().or(this::missingImage).or(egress::problem);
  }

  @Override
  public boolean isAvailable() {
    return engine.silence().isEmpty();
  }

  @Override
  public Optional<EngineVersion> version() {
    Version version = engine.ask("ask for its version", docker -> docker.versionCmd().exec());
    Optional<InspectImageResponse> made =
        missingImage().isPresent()
            ? Optional.empty()
            : Optional.of(
                engine.ask(
                    "look at the desktop image", docker -> docker.inspectImageCmd(image).exec()));
    return Optional.of(
        new EngineVersion(
            "Docker " + version.getVersion(),
            image,
            made.map(InspectImageResponse::getId),
            made.map(InspectImageResponse::getCreated)));
  }

  private Optional<String> missingImage() {
    try {
      engine.ask("find the desktop image " + image, docker -> docker.inspectImageCmd(image).exec());
      return Optional.empty();
    } catch (DesktopException missing) {
      return Optional.of(missing.getMessage());
    }
  }

  @Override
  public void start(DesktopSpec spec) {
    DesktopContainer container = container(spec.id());
    oneAtATime.run(
        spec.id(),
        () ->
            engine.ask(
                "start the desktop",
                docker -> {
                  Optional<InspectContainerResponse> found = presentOf(docker, container, spec);
                  if (found.isEmpty()) {
                    make(docker, container, spec);
                  } else {
                    limitAsOnRecord(docker, container, spec, found.get());
                    wake(docker, container, found.get().getState());
                  }
                  return container;
                }));
  }

  private void wake(DockerClient docker, DesktopContainer container, ContainerState found) {
    if (is(found.getPaused())) {
      docker.unpauseContainerCmd(container.name()).exec();
    } else if (!is(found.getRunning())) {
      if (NEVER_RAN.equals(found.getStatus())) {
        container.identify(docker);
      }
      egress.admit(docker, container);
      run(docker, container);
    }
  }

  /** A change of it that was cut short is on record, or it is not; the desktop starts anyhow. */
  private void limitAsOnRecord(
      DockerClient docker,
      DesktopContainer container,
      DesktopSpec spec,
      InspectContainerResponse found) {
    try {
      Limits wanted = wanted(docker, spec);
      if (!wanted.areOf(found.getHostConfig())) {
        container.limit(docker, found, wanted);
      }
    } catch (RuntimeException refused) {
      LOG.log(Level.WARNING, refused, () -> spec.id() + " may use what it could until now");
    }
  }

  private Limits wanted(DockerClient docker, DesktopSpec spec) {
    return limits.adjustedTo(spec.quota()).within(machine.processors(docker));
  }

  /** One that was made from an earlier disk is of no use any more. */
  private static Optional<InspectContainerResponse> presentOf(
      DockerClient docker, DesktopContainer container, DesktopSpec spec) {
    Optional<InspectContainerResponse> found = container.inspect(docker);
    if (found.isPresent() && !DesktopContainer.isFrom(spec.disk(), found.get())) {
      container.halt(docker, found.get());
      container.remove(docker);
      return Optional.empty();
    }
    return found;
  }

  private void make(DockerClient docker, DesktopContainer container, DesktopSpec spec) {
    network.ensure(docker);
    int home = spec.disk().home();
    boolean homeIsNew = container.makeHome(docker, home);
    try {
      container.create(
          docker,
          KeptSystem.imageOf(spec.disk(), image),
          spec,
          wanted(docker, spec),
          egress.way(),
          files);
      container.identify(docker);
      egress.admit(docker, container);
      run(docker, container);
    } catch (RuntimeException failed) {
      container.discard(docker, homeIsNew ? OptionalInt.of(home) : OptionalInt.empty());
      throw failed;
    }
  }

  private void run(DockerClient docker, DesktopContainer container) {
    network.ensure(docker);
    try {
      container.start(docker);
    } catch (NotFoundException missing) {
      if (!EngineRefusal.message(missing).startsWith("network ")) {
        throw missing;
      }
      network.rejoin(docker, container.name());
      container.start(docker);
    }
  }

  @Override
  public boolean boundsPrograms() {
    return true;
  }

  @Override
  public void limit(DesktopSpec spec) {
    DesktopContainer container = container(spec.id());
    oneAtATime.run(
        spec.id(),
        () ->
            engine.ask(
                "change what the desktop may use",
                docker -> {
                  Limits wanted = wanted(docker, spec);
                  container
                      .inspect(docker)
                      .ifPresent(found -> container.limit(docker, found, wanted));
                  return container;
                }));
  }

  @Override
  public DesktopStream connect(String id) {
    return programs.connect(id);
  }

  @Override
  public DesktopState state(String id) {
    return engine
        .ask("ask for the desktop's state", docker -> container(id).inspect(docker))
        .map(found -> stateOf(found.getState().getStatus()))
        .orElse(DesktopState.MISSING);
  }

  @Override
  public Map<String, DesktopState> desktops() {
    Map<String, DesktopState> desktops = new TreeMap<>();
    engine
        .ask(
            "list the desktops",
            docker ->
                docker
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(Map.of(DesktopContainer.INSTANCE_LABEL, instance))
                    .exec())
        .forEach(
            found ->
                Role.desktopIn(found).ifPresent(id -> desktops.put(id, stateOf(found.getState()))));
    return desktops;
  }

  private static DesktopState stateOf(String word) {
    return switch (word) {
      case "running", "restarting" -> DesktopState.RUNNING;
      case "paused" -> DesktopState.PAUSED;
      default -> DesktopState.STOPPED;
    };
  }

  @Override
  public Optional<String> whyStopped(String id) {
    return engine
        .ask("ask why the desktop stopped", docker -> container(id).inspect(docker))
        .flatMap(WhyStopped::inWords);
  }

  @Override
  public void pause(String id) {
    DesktopContainer container = container(id);
    oneAtATime.run(
        id,
        () ->
            engine.ask(
                "pause the desktop",
                docker -> {
                  ContainerState found =
                      container
                          .inspect(docker)
                          .map(InspectContainerResponse::getState)
                          .filter(state -> is(state.getRunning()))
                          .orElseThrow(
                              () ->
                                  new DesktopException(
                                      "could not pause the desktop: it does not run"));
                  if (!is(found.getPaused())) {
                    Freezer.freeze(docker, container.name());
                  }
                  return id;
                }));
  }

  @Override
  public void stop(String id) {
    DesktopContainer container = container(id);
    oneAtATime.run(
        id,
        () ->
            engine.ask(
                "stop the desktop",
                docker -> {
                  container.inspect(docker).ifPresent(found -> container.halt(docker, found));
                  return id;
                }));
  }

  @Override
  public void remove(String id, boolean purgeHome) {
    DesktopContainer container = container(id);
    oneAtATime.run(
        id,
        () ->
            engine.ask(
                "remove the desktop",
                docker -> {
                  container
                      .inspect(docker)
                      .ifPresent(
                          found -> {
                            container.halt(docker, found);
                            container.remove(docker);
                          });
                  if (purgeHome) {
                    container.homes(docker).forEach(home -> container.removeHome(docker, home));
                    copies.systems().stream()
                        .filter(name -> name.startsWith(id + "."))
                        .forEach(copies::dropSystem);
                  }
                  return container;
                }));
  }

  @Override
  public Optional<DesktopSoftware> software() {
    return Optional.of(software);
  }

  @Override
  public void dress(String id, Look look) {
    programs.dress(id, look);
  }

  @Override
  public void tell(String id, String line) {
    programs.tell(id, line);
  }

  @Override
  public OptionalLong homeMb(String id) {
    return programs.homeMb(id);
  }

  @Override
  public Map<String, Instant> ranOutOfMemory(Instant since) {
    return engine.ask(
        "ask what ran out of memory",
        docker -> MemoryKills.since(docker, instance, since, this::container));
  }

  @Override
  public Optional<DesktopEgress> egress() {
    return Optional.of(egress);
  }

  @Override
  public Optional<DesktopFiles> files() {
    return Optional.of(new FilesByShell(programs::talk, id -> DesktopContainer.HOME));
  }

  @Override
  public Optional<DesktopFocus> focus() {
    return Optional.of(new FocusByScript(programs::talk));
  }

  @Override
  public Optional<DesktopCopies> copies() {
    return Optional.of(copies);
  }

  private DesktopContainer container(String id) {
    return new DesktopContainer(id, instance);
  }

  private static boolean is(Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  void close() {
    engine.close();
  }
}
