package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.atelier.CrashPoint;
import dev.atelier.desktop.DesktopCopies;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.HomeArchive;
import dev.atelier.desktop.OneAtATime;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Copies of desktops as images and volumes of a Docker engine. Thread-safe. */
final class DockerCopies implements DesktopCopies {
  private static final Logger LOG = Logger.getLogger(DockerCopies.class.getName());
  private static final int PIPE = 256 * 1024;
  private static final Path PLACE = Path.of(DesktopContainer.HOME);

  /** Twice the interval at which the browser writes down its tabs (desktop/firefox/policies). */
  private static final Duration BROWSER_WRITES = Duration.ofSeconds(3);

  private final Engine engine;
  private final String instance;
  private final String image;
  private final Function<String, DesktopContainer> containers;
  private final DesktopPrograms programs;
  private final OneAtATime oneAtATime;
  private final int mostLayers;

  DockerCopies(
      Engine engine,
      String instance,
      String image,
      Function<String, DesktopContainer> containers,
      DesktopPrograms programs,
      OneAtATime oneAtATime) {
    this(engine, instance, image, containers, programs, oneAtATime, FlatSystem.MOST_LAYERS);
  }

  DockerCopies(
      Engine engine,
      String instance,
      String image,
      Function<String, DesktopContainer> containers,
      DesktopPrograms programs,
      OneAtATime oneAtATime,
      int mostLayers) {
    this.engine = engine;
    this.instance = instance;
    this.image = image;
    this.containers = containers;
    this.programs = programs;
    this.oneAtATime = oneAtATime;
    this.mostLayers = mostLayers;
  }

  @Override
  public <T> T whileStill(String id, Supplier<T> work) {
    String container = containers.apply(id).name();
    return oneAtATime.in(
        id,
        () -> {
          if (!runs(id)) {
            return work.get();
          }
          letTheBrowserWrite(id);
          engine.ask(
              "hold the desktop still",
              docker -> {
                Freezer.freeze(docker, container);
                return container;
              });
          try {
            return work.get();
          } finally {
            letGoOn(id);
          }
        });
  }

  /** The work may have taken the desktop away; how the work ended is never hidden by this. */
  private void letGoOn(String id) {
    try {
      try {
        unpause(id);
      } catch (DesktopException busy) {
        LOG.log(Level.INFO, busy, () -> id + " does not go on yet; it is asked to once more");
        unpause(id);
      }
    } catch (RuntimeException still) {
      LOG.log(Level.WARNING, still, () -> id + " is left frozen; whoever needs it next wakes it");
    }
  }

  private void unpause(String id) {
    engine.ask(
        "let the desktop go on",
        docker -> {
          containers
              .apply(id)
              .inspect(docker)
              .filter(found -> is(found.getState().getPaused()))
              .ifPresent(found -> docker.unpauseContainerCmd(found.getId()).exec());
          return id;
        });
  }

  private boolean runs(String id) {
    return engine
        .ask("ask for the desktop's state", docker -> containers.apply(id).inspect(docker))
        .map(InspectContainerResponse::getState)
        .filter(state -> is(state.getRunning()) && !is(state.getPaused()))
        .isPresent();
  }

  private void letTheBrowserWrite(String id) {
    if (programs.hasBrowser(id)) {
      try {
        Thread.sleep(BROWSER_WRITES.toMillis());
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
        throw new DesktopException("the server is stopping", stopping);
      }
    }
  }

  @Override
  public long keepSystem(DesktopSpec spec, String name) {
    DesktopContainer container = containers.apply(spec.id());
    return engine.askPatiently(
        "save the desktop's system",
        docker -> {
          Optional<InspectContainerResponse> found =
              container
                  .inspect(docker)
                  .filter(there -> DesktopContainer.isFrom(spec.disk(), there));
          if (found.isEmpty()) {
            keepUnchanged(docker, spec, name);
            return 0L;
          }
          KeptSystem.commit(docker, found.get().getId(), name, instance);
          return sizeOf(docker, found.get().getId());
        });
  }

  /** Of a desktop that is not there, what it would be made from. */
  private void keepUnchanged(DockerClient docker, DesktopSpec spec, String name) {
    String made =
        docker
            .createContainerCmd(KeptSystem.imageOf(spec.disk(), image))
            .withLabels(Role.PORTER.labels(containers.apply(spec.id())))
            .withHostConfig(Porter.APART)
            .exec()
            .getId();
    try {
      KeptSystem.commit(docker, made, name, instance);
    } finally {
      docker.removeContainerCmd(made).exec();
    }
  }

  private static long sizeOf(DockerClient docker, String container) {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withShowSize(true)
        .withIdFilter(Set.of(container))
        .exec()
        .stream()
        .mapToLong(found -> found.getSizeRw() == null ? 0 : found.getSizeRw())
        .sum();
  }

  @Override
  public void nameSystem(String name, String second) {
    engine.askPatiently(
        "give the saved system a second name",
        docker -> {
          if (FlatSystem.layers(docker, name) < mostLayers) {
            docker.tagImageCmd(KeptSystem.image(name), KeptSystem.REPOSITORY, second).exec();
          } else {
            new FlatSystem(engine, instance).make(docker, name, second);
          }
          return name;
        });
  }

  @Override
  public void dropSystem(String name) {
    // Soon tried again by whoever wants it: nobody has to wait for an engine that is gone.
    engine.ask(
        "remove a saved system",
        docker -> {
          KeptSystem.drop(docker, name);
          return name;
        });
  }

  @Override
  public Set<String> systems() {
    return engine.ask(
        "list the saved systems",
        docker ->
            docker.listImagesCmd().withLabelFilter(KeptSystem.labels(instance)).exec().stream()
                .flatMap(
                    found ->
                        found.getRepoTags() == null
                            ? Stream.empty()
                            : Arrays.stream(found.getRepoTags()))
                .filter(tag -> tag.startsWith(KeptSystem.REPOSITORY + ":"))
                .map(tag -> tag.substring(KeptSystem.REPOSITORY.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Override
  public void readHome(String id, int home, OutputStream tar) {
    engine.askPatiently(
        "read the desktop's home",
        docker -> {
          containers.apply(id).requireHome(docker, home);
          try (Porter porter = Porter.make(docker, image, containers.apply(id), home);
              InputStream from = porter.read()) {
            HomeArchive.write(from, Porter.directoryRead(), PLACE, tar);
            return id;
          } catch (IOException broken) {
            throw EngineRefusal.inWords("read the desktop's home", broken);
          }
        });
  }

  @Override
  public void writeHome(String id, int home, InputStream tar) {
    DesktopContainer container = containers.apply(id);
    engine.askPatiently(
        "make the desktop's home",
        docker -> {
          container.removeHome(docker, home);
          var unused = container.makeHome(docker, home);
          try (Porter porter = Porter.make(docker, image, container, home)) {
            write(porter, tar);
            return id;
          } catch (RuntimeException | IOException failed) {
            dropQuietly(docker, container, home);
            throw failed instanceof RuntimeException unchecked
                ? unchecked
                : EngineRefusal.inWords("make the desktop's home", (IOException) failed);
          }
        });
  }

  /** The engine reads what is checked, while it is checked. */
  private static void write(Porter porter, InputStream tar) throws IOException {
    try (PipedInputStream pipe = new PipedInputStream(PIPE)) {
      PipedOutputStream into = new PipedOutputStream(pipe);
      CompletableFuture<Void> checking =
          CompletableFuture.runAsync(
              () -> {
                try (into) {
                  HomeArchive.check(tar, DesktopContainer.USER, DesktopContainer.GROUP, into);
                  CrashPoint.passed("restore-filling");
                } catch (IOException broken) {
                  throw new CompletionException(broken);
                }
              },
              DockerCopies::onAThreadOfItsOwn);
      RuntimeException refused = null;
      try {
        porter.write(pipe);
      } catch (RuntimeException failed) {
        refused = failed;
      }
      pipe.close();
      try {
        checking.join();
      } catch (CompletionException failed) {
        if (failed.getCause() instanceof DesktopException told) {
          throw told;
        }
        if (refused == null) {
          throw new IOException(failed.getCause().getMessage(), failed.getCause());
        }
      }
      if (refused != null) {
        throw refused;
      }
    }
  }

  /** It may take half an hour, and others need the few threads of the JVM's common pool. */
  private static void onAThreadOfItsOwn(Runnable check) {
    Thread thread = new Thread(check, "home-check");
    thread.setDaemon(true);
    thread.start();
  }

  private static void dropQuietly(DockerClient docker, DesktopContainer container, int home) {
    try {
      container.removeHome(docker, home);
    } catch (RuntimeException left) {
      LOG.log(Level.WARNING, left, () -> container.home(home) + " may be half made");
    }
  }

  @Override
  public void dropOtherHomes(String id, int home) {
    DesktopContainer container = containers.apply(id);
    engine.ask(
        "remove former homes",
        docker -> {
          container.homes(docker).stream()
              .filter(found -> found != home)
              .forEach(found -> container.removeHome(docker, found));
          return id;
        });
  }

  @Override
  public Map<String, Set<Integer>> homes() {
    return engine.ask("list the homes", docker -> DesktopContainer.withHomes(docker, instance));
  }

  private static boolean is(Boolean flag) {
    return Boolean.TRUE.equals(flag);
  }
}
