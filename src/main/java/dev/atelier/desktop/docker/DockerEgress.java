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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

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

  private String run = "";
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
      tryTo(() -> admit(container.id(), secret.get(), rules.of(container.id())));
    } else if (!isOpen()) {
      network.strand(docker, container.name());
    }
  }

  private synchronized void admit(String id, String secret, EgressRule rule) {
    // If this fails it is tried again when they are next looked after.
    admitted.remove(id);
    beginRun();
    proxy.admit(id, secret, rule);
    admitted.put(id, secret);
    problem = Optional.empty();
  }

  /** What an earlier run of the proxy was told is forgotten. */
  private void beginRun() {
    String now = proxy.ensure();
    if (!now.equals(run)) {
      admitted.clear();
      run = now;
    }
  }

  /** A way for a container in which packages are installed: to the internet, until it is closed. */
  Way openForWork(String id) {
    Way way = way();
    way.secret()
        .ifPresent(
            secret -> {
              synchronized (this) {
                beginRun();
                proxy.admit(id, secret, new EgressRule(EgressMode.INTERNET, List.of()));
              }
            });
    return way;
  }

  void close(Way way) {
    way.secret().ifPresent(secret -> tryTo(() -> proxy.forget(secret)));
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
              .filter(found -> Boolean.TRUE.equals(found.getState().getRunning()))
              .flatMap(Way::secretOf)
              .ifPresent(secret -> admit(id, secret, rules.of(id)));
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
    if (desktops.isEmpty() || desktops.stream().noneMatch(each -> isFiltered(each))) {
      strandOthers(docker, desktops);
      retireInTime(desktops);
      problem = Optional.empty();
      return List.of();
    }
    looksAlone = 0;
    beginRun();
    strandOthers(docker, desktops);
    forgetGone(desktops);
    desktops.stream()
        .filter(each -> isFiltered(each) && !"exited".equals(each.getState()))
        .map(each -> Role.desktopIn(each).orElseThrow())
        .filter(id -> !admitted.containsKey(id))
        .forEach(id -> admitUnlessGone(docker, id));
    problem = Optional.empty();
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
        .ifPresent(secret -> admit(id, secret, rules.of(id)));
  }

  private void forgetGone(List<Container> desktops) {
    List<String> there = desktops.stream().flatMap(each -> Role.desktopIn(each).stream()).toList();
    admitted.entrySet().stream()
        .filter(each -> !there.contains(each.getKey()))
        .toList()
        .forEach(
            gone -> {
              proxy.forget(gone.getValue());
              admitted.remove(gone.getKey());
            });
  }

  /** Desktops of a time when all were open, that run since then. */
  private void strandOthers(DockerClient docker, List<Container> desktops) {
    if (isOpen()) {
      return;
    }
    desktops.stream()
        .filter(each -> !isFiltered(each) && isOn(each, network.name()))
        .forEach(
            each -> {
              try {
                network.strand(docker, each.getId());
              } catch (NotFoundException gone) {
                LOG.log(Level.FINE, gone, () -> "it was removed meanwhile");
              }
            });
  }

  private static boolean isOn(Container desktop, String network) {
    return desktop.getNetworkSettings() != null
        && desktop.getNetworkSettings().getNetworks() != null
        && desktop.getNetworkSettings().getNetworks().containsKey(network);
  }

  private void retireInTime(List<Container> desktops) {
    looksAlone = desktops.isEmpty() ? looksAlone + 1 : 0;
    if (looksAlone == LOOKS_ALONE && !run.isEmpty()) {
      run = "";
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
