package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.atelier.desktop.DesktopCopies;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopSoftware;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.OneAtATime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Desktops as containers of a Docker engine. Thread-safe. */
final class DockerRuntime implements DesktopRuntime {
  /** What the runtime of the only engine is called. */
  static final String ONLY = "docker";

  private static final int CONNECT_SECONDS = 10;
  private static final int CONNECT_INTERVAL_MILLIS = 20;
  private static final Duration READING = Duration.ofSeconds(5);
  private static final Duration DESK_LIMIT = Duration.ofSeconds(10);

  /** What engines answer for a program that the image does not have. */
  private static final Set<Integer> NOT_THERE = Set.of(126, 127);

  private static final Duration MEASURING = Duration.ofSeconds(30);

  private final Engine engine;
  private final String instance;
  private final String image;
  private final Limits limits;
  private final DesktopNetwork network;
  private final OneAtATime oneAtATime = new OneAtATime();
  private final DockerCopies copies;
  private final DockerSoftware software;
  private volatile int processors;

  DockerRuntime(Engine engine, String instance, String image, Limits limits) {
    this(engine, instance, image, limits, new DesktopNetwork(DesktopNetwork.USUAL_NAME));
  }

  DockerRuntime(
      Engine engine, String instance, String image, Limits limits, DesktopNetwork network) {
    this.engine = engine;
    this.instance = instance;
    this.image = image;
    this.limits = limits;
    this.network = network;
    engine.first(docker -> Role.sweep(docker, instance));
    copies = new DockerCopies(engine, instance, image, this::container, oneAtATime);
    software =
        new DockerSoftware(engine, instance, image, limits, network, this::container, copies);
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
    return FreeMemory.megabytes(engine, new MachineFile(engine, this::readWhereOneRuns));
  }

  @Override
  public OptionalDouble load() {
    return new MachineFile(engine, this::readWhereOneRuns)
        .read("/proc/loadavg")
        .map(told -> Load.perProcessor(told, engine.ask("count processors", this::processorsOf)))
        .orElse(OptionalDouble.empty());
  }

  /** The machine's file as a running desktop sees it, if one runs. */
  private Optional<String> readWhereOneRuns(String path) {
    return desktops().entrySet().stream()
        .filter(each -> each.getValue() == DesktopState.RUNNING)
        .findFirst()
        .map(Map.Entry::getKey)
        .map(id -> oneAtATime.in(id, () -> read(id, path)))
        .filter(read -> read.code() == 0)
        .map(Exec.Output::text);
  }

  private Exec.Output read(String id, String path) {
    return Exec.run(engine, container(id).name(), Exec.DESKTOP_USER, READING, "cat", path);
  }

  @Override
  public Optional<String> problem() {
    return engine.silence().or(this::missingImage);
  }

  @Override
  public boolean isAvailable() {
    return engine.silence().isEmpty();
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
                  Optional<ContainerState> found =
                      presentOf(docker, container, spec).map(InspectContainerResponse::getState);
                  if (found.isEmpty()) {
                    make(docker, container, spec);
                  } else if (is(found.get().getPaused())) {
                    docker.unpauseContainerCmd(container.name()).exec();
                  } else if (!is(found.get().getRunning())) {
                    run(docker, container);
                  }
                  return container;
                }));
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
          limits.adjustedTo(spec.quota()).within(processorsOf(docker)));
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
  public void limit(DesktopSpec spec) {
    DesktopContainer container = container(spec.id());
    oneAtATime.run(
        spec.id(),
        () ->
            engine.ask(
                "change what the desktop may use",
                docker -> {
                  Limits wanted = limits.adjustedTo(spec.quota()).within(processorsOf(docker));
                  container
                      .inspect(docker)
                      .ifPresent(found -> container.limit(docker, found, wanted));
                  return container;
                }));
  }

  /** Processors of the engine's machine, which seldom change while it runs. */
  private int processorsOf(DockerClient docker) {
    if (processors == 0) {
      Integer counted = docker.infoCmd().exec().getNCPU();
      processors = counted == null || counted < 1 ? 1024 : counted;
    }
    return processors;
  }

  /**
   * Never while the container is being paused: a program that is frozen as it begins can never be
   * woken, and the engine answers nothing about the container any more.
   */
  @Override
  public DesktopStream connect(String id) {
    return oneAtATime.in(id, () -> connectNow(id));
  }

  private DesktopStream connectNow(String id) {
    ExecStream stream =
        ExecStream.open(
            engine,
            container(id).name(),
            Exec.DESKTOP_USER,
            "socat",
            "-b65536",
            "STDIO",
            "UNIX-CONNECT:/run/desk/vnc.sock,retry="
                + CONNECT_SECONDS * 1000 / CONNECT_INTERVAL_MILLIS
                + ",interval="
                + CONNECT_INTERVAL_MILLIS / 1000.0);
    // A VNC server speaks first.
    stream.awaitOutput(CONNECT_SECONDS + 2);
    return stream;
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
    whileRunning(
        id,
        "pause the desktop",
        (docker, found) -> {
          if (!is(found.getPaused())) {
            docker.pauseContainerCmd(container(id).name()).exec();
          }
        });
  }

  @Override
  public void resume(String id) {
    whileRunning(
        id,
        "resume the desktop",
        (docker, found) -> {
          if (is(found.getPaused())) {
            docker.unpauseContainerCmd(container(id).name()).exec();
          }
        });
  }

  private void whileRunning(
      String id, String doing, BiConsumer<DockerClient, ContainerState> change) {
    oneAtATime.run(
        id,
        () ->
            engine.ask(
                doing,
                docker -> {
                  ContainerState found =
                      container(id)
                          .inspect(docker)
                          .map(InspectContainerResponse::getState)
                          .filter(state -> is(state.getRunning()))
                          .orElseThrow(
                              () ->
                                  new DesktopException("could not " + doing + ": it does not run"));
                  change.accept(docker, found);
                  return found;
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
    oneAtATime.run(id, () -> desk(id, "look", look.theme(), look.accent().orElse("")));
  }

  @Override
  public void tell(String id, String line) {
    oneAtATime.run(id, () -> desk(id, "tell", line));
  }

  /**
   * Asks the desktop's own script. It goes by another name there than the program that starts a
   * desktop: an earlier image knows only that one, and would start a second desktop on top.
   */
  private void desk(String id, String... words) {
    String[] command = Stream.concat(Stream.of("desk"), Stream.of(words)).toArray(String[]::new);
    Exec.Output output =
        Exec.run(engine, container(id).name(), Exec.DESKTOP_USER, DESK_LIMIT, command);
    if (NOT_THERE.contains(output.code())) {
      throw new DesktopException(
          "this desktop was made from an earlier image, which has neither looks nor a panel's line");
    }
    if (output.code() != 0) {
      throw new DesktopException(
          "the desktop's “" + words[0] + "” failed: " + output.text().strip());
    }
  }

  @Override
  public OptionalLong homeMb(String id) {
    // Not while the container is being paused; see connect.
    return HomeSize.parse(oneAtATime.in(id, () -> measure(id)).text());
  }

  private Exec.Output measure(String id) {
    return Exec.run(
        engine,
        container(id).name(),
        Exec.DESKTOP_USER,
        MEASURING.plusSeconds(5),
        "timeout",
        Long.toString(MEASURING.toSeconds()),
        "nice",
        "-n19",
        "ionice",
        "-c3",
        "du",
        "-skx",
        DesktopContainer.HOME);
  }

  @Override
  public Map<String, Instant> ranOutOfMemory(Instant since) {
    return engine.ask(
        "ask what ran out of memory", docker -> MemoryKills.since(docker, instance, since));
  }

  @Override
  public Optional<DesktopCopies> copies() {
    return Optional.of(copies);
  }

  private DesktopContainer container(String id) {
    return new DesktopContainer(id, instance, network.name());
  }

  private static boolean is(Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }

  void close() {
    engine.close();
  }
}
