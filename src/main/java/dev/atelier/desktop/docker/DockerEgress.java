package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import dev.atelier.desktop.DesktopEgress;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.EgressDenial;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressPolicy;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.EgressRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Holds the desktops of one engine to what they may reach: each has a way of its own to the {@link
 * EgressProxy}, and no network. Whatever fails, they reach nothing. Thread-safe.
 */
final class DockerEgress implements DesktopEgress {
  private static final Logger LOG = Logger.getLogger(DockerEgress.class.getName());

  /** Looks without any desktop until the proxy goes. */
  private static final int LOOKS_ALONE = 3;

  private final Engine engine;
  private final String instance;
  private final EgressPolicy policy;
  private final EgressRules rules;
  private final DesktopNetwork network;
  private final Function<String, DesktopContainer> containers;
  private final EgressProxy proxy;

  /** Secrets by the desktop that was told to the proxy's present run. */
  private final Map<String, String> admitted = new HashMap<>();

  /** Secrets of the containers in which packages are installed. */
  private final Set<String> working = new HashSet<>();

  private String run = "";

  /** Whether the proxy is known to hold no way but those that were told since. */
  private boolean inStep;

  private int looksAlone;
  private volatile Optional<String> problem = Optional.empty();

  DockerEgress(
      Engine engine,
      String instance,
      String image,
      DesktopNetwork network,
      EgressPolicy policy,
      EgressRules rules,
      Function<String, DesktopContainer> containers) {
    this.engine = engine;
    this.instance = instance;
    this.policy = policy;
    this.rules = rules;
    this.network = network;
    this.containers = containers;
    proxy = new EgressProxy(engine, instance, image, network, policy);
  }

  private boolean isOpen() {
    return policy.mode() == EgressMode.OPEN;
  }

  /** How a container that is made now reaches others. */
  Way way() {
    return isOpen() ? Way.over(network.name()) : proxy.way();
  }

  /**
   * Opens the way of a desktop that is about to run. Without one it runs all the same, and {@link
   * #attend} tries again.
   */
  void admit(DockerClient docker, DesktopContainer container) {
    Optional<InspectContainerResponse> found = container.inspect(docker);
    if (found.isEmpty()) {
      return;
    }
    Optional<String> secret = Way.secretOf(found.get());
    if (secret.isPresent()) {
      tryTo(() -> admit(container.id(), secret.get()));
    } else if (!isOpen()) {
      network.strand(docker, container.name());
    }
  }

  private synchronized void admit(String id, String secret) {
    told(
        () -> {
          Optional<String> former = Optional.ofNullable(admitted.put(id, secret));
          former.filter(each -> !each.equals(secret)).ifPresent(proxy::forget);
          proxy.admit(id, secret, rules.of(id));
        });
    problem = Optional.empty();
  }

  /** If this fails the proxy is told all anew when desktops are next looked after. */
  private void told(Runnable words) {
    boolean done = false;
    try {
      beginRun();
      words.run();
      done = true;
    } finally {
      inStep &= done;
    }
  }

  /**
   * What an earlier run of the proxy was told is forgotten, and so is what an earlier server told
   * this run of containers that are gone.
   */
  private void beginRun() {
    String now = proxy.ensure();
    if (inStep && now.equals(run)) {
      return;
    }
    inStep = false;
    run = now;
    admitted.clear();
    proxy.keepOnly(engine.ask("find the ways of the desktops", this::living));
    inStep = true;
  }

  private List<String> living(DockerClient docker) {
    Stream<String> secrets =
        desktops(docker).stream()
            .filter(each -> isFiltered(each))
            .map(each -> containers.apply(Role.desktopIn(each).orElseThrow()))
            .flatMap(each -> each.inspect(docker).flatMap(Way::secretOf).stream());
    return Stream.concat(secrets, working.stream()).toList();
  }

  /** A way for a container in which packages are installed: to the internet, until it is closed. */
  Way openForWork(String id) {
    Way way = way();
    way.secret()
        .ifPresent(
            secret -> {
              synchronized (this) {
                told(
                    () -> {
                      proxy.admit(id, secret, new EgressRule(EgressMode.INTERNET, List.of()));
                      working.add(secret);
                    });
              }
            });
    return way;
  }

  synchronized void close(Way way) {
    way.secret().filter(working::remove).ifPresent(secret -> tryTo(() -> forget(secret)));
  }

  private void forget(String secret) {
    told(() -> proxy.forget(secret));
  }

  private void tryTo(Runnable work) {
    try {
      work.run();
    } catch (DesktopException failed) {
      problem = Optional.of("desktops reach nothing at present: " + failed.getMessage());
      LOG.log(Level.WARNING, failed, () -> "the proxy of the desktops is not as it should be");
    }
  }

  @Override
  public void apply(String id) {
    engine.ask(
        "change what the desktop may reach",
        docker -> {
          containers
              .apply(id)
              .inspect(docker)
              .flatMap(Way::secretOf)
              .ifPresent(secret -> admit(id, secret));
          return id;
        });
  }

  @Override
  public synchronized List<EgressDenial> attend() {
    try {
      return engine.ask("look after the ways of the desktops", this::attend);
    } catch (DesktopException failed) {
      problem = Optional.of("desktops reach nothing at present: " + failed.getMessage());
      throw failed;
    }
  }

  private List<EgressDenial> attend(DockerClient docker) {
    List<Container> desktops = desktops(docker);
    Optional<String> open = strandOthers(docker, desktops);
    if (desktops.isEmpty() || desktops.stream().noneMatch(each -> isFiltered(each))) {
      retireInTime(desktops);
      problem = open;
      return List.of();
    }
    looksAlone = 0;
    beginRun();
    forgetGone(desktops);
    desktops.stream()
        .filter(each -> isFiltered(each) && !"exited".equals(each.getState()))
        .map(each -> Role.desktopIn(each).orElseThrow())
        .filter(id -> !admitted.containsKey(id))
        .forEach(id -> admitUnlessGone(docker, id));
    problem = open;
    return proxy.refused();
  }

  private List<Container> desktops(DockerClient docker) {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(DesktopContainer.INSTANCE_LABEL, instance))
        .exec()
        .stream()
        .filter(each -> Role.desktopIn(each).isPresent())
        .toList();
  }

  private static boolean isFiltered(Container desktop) {
    return Way.isFiltered(desktop.getLabels());
  }

  private void admitUnlessGone(DockerClient docker, String id) {
    containers
        .apply(id)
        .inspect(docker)
        .flatMap(Way::secretOf)
        .ifPresent(secret -> admit(id, secret));
  }

  private void forgetGone(List<Container> desktops) {
    List<String> there = desktops.stream().flatMap(each -> Role.desktopIn(each).stream()).toList();
    admitted.entrySet().stream()
        .filter(each -> !there.contains(each.getKey()))
        .toList()
        .forEach(
            gone -> {
              forget(gone.getValue());
              admitted.remove(gone.getKey());
            });
  }

  /**
   * Desktops of a time when all were open, that run since then. One that cannot be taken off its
   * network keeps no other on it.
   *
   * @return what is to be told of those
   */
  private Optional<String> strandOthers(DockerClient docker, List<Container> desktops) {
    if (isOpen()) {
      return Optional.empty();
    }
    List<String> open = new ArrayList<>();
    desktops.stream()
        .filter(each -> !isFiltered(each) && isOn(each, network.name()))
        .forEach(
            each -> {
              try {
                network.strand(docker, each.getId());
              } catch (NotFoundException gone) {
                LOG.log(Level.FINE, gone, () -> "it was removed meanwhile");
              } catch (RuntimeException failed) {
                String id = Role.desktopIn(each).orElseThrow();
                LOG.log(Level.WARNING, failed, () -> id + " is on its network still");
                open.add(id);
              }
            });
    return open.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "desktops of an earlier version reach everything still, since the engine does not take"
                + " them off their network; stop them: "
                + String.join(", ", open));
  }

  private static boolean isOn(Container desktop, String network) {
    return desktop.getNetworkSettings() != null
        && desktop.getNetworkSettings().getNetworks() != null
        && desktop.getNetworkSettings().getNetworks().containsKey(network);
  }

  private void retireInTime(List<Container> desktops) {
    looksAlone = desktops.isEmpty() && working.isEmpty() ? looksAlone + 1 : 0;
    if (looksAlone == LOOKS_ALONE && !run.isEmpty()) {
      run = "";
      inStep = false;
      admitted.clear();
      proxy.retire();
    }
  }

  @Override
  public Optional<String> problem() {
    return problem;
  }

  @Override
  public Optional<String> problem(String id) {
    boolean stranded =
        !isOpen()
            && engine.ask(
                "look at the desktop's way",
                docker ->
                    containers
                        .apply(id)
                        .inspect(docker)
                        .filter(found -> !Way.isFiltered(found.getConfig().getLabels()))
                        .isPresent());
    return stranded
        ? Optional.of(
            "this desktop was made before there was a way out that is bounded, and reaches nothing;"
                + " bring it up to the present base (POST …/upgrade), and it does")
        : problem;
  }
}
