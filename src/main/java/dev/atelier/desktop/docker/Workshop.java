package dev.atelier.desktop.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import dev.atelier.CrashPoint;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.PackageName;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A container beside a desktop's, in which packages are installed: with the engine's usual rights,
 * which a desktop has not, and with nobody else in it.
 */
record Workshop(Engine engine, String image, String container) implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Workshop.class.getName());
  private static final String ROOT = "root";
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final int WORDS = 500;

  /** What was changed since, apart from what no desktop needs. */
  private static final String CHANGED =
      """
      find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /run \
      -o -path /root -o -path /home -o -path /etc/machine-id -o -path /etc/hosts \
      -o -path /etc/hostname -o -path /etc/resolv.conf -o -path /var/cache/apt \
      -o -path /var/lib/apt/lists -o -path /var/log \\) -prune -o -cnewer /root/begin -print0 \
      | tar --null --no-recursion -T - -cf - 2>/dev/null""";

  /** Starts one from an image; the engine's name for it is not taken from anybody. */
  static Workshop open(Engine engine, String image, DesktopContainer desktop, String network) {
    String made =
        engine.ask(
            "make a place to install software in",
            docker -> {
              String id =
                  docker
                      .createContainerCmd(image)
                      .withCmd("sleep", "infinity")
                      .withLabels(Role.WORKSHOP.labels(desktop))
                      .withHostConfig(
                          HostConfig.newHostConfig()
                              .withNetworkMode(network)
                              .withTmpFs(
                                  Map.of("/tmp", "rw,exec,mode=1777", DesktopContainer.HOME, "rw")))
                      .exec()
                      .getId();
              docker.startContainerCmd(id).exec();
              return id;
            });
    CrashPoint.passed("workshop-open");
    return new Workshop(engine, image, made);
  }

  void install(List<PackageName> packages, Consumer<String> progress) {
    run(progress, "apt-get", "update", "-q");
    var unused = Exec.run(engine, container, ROOT, SHORT, "touch", "/root/begin");
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                "apt-get",
                "install",
                "-q",
                "-y",
                "--no-install-recommends",
                // What goes away here would stay on a desktop that runs.
                "--no-remove",
                "-o",
                "Dpkg::Use-Pty=0",
                "--"));
    packages.forEach(name -> command.add(name.text()));
    run(progress, command.toArray(String[]::new));
    run(progress, "sh", "-c", "apt-get clean; rm -rf /var/lib/apt/lists/*");
  }

  private void run(Consumer<String> progress, String... command) {
    StringBuilder last = new StringBuilder();
    int code =
        Exec.stream(
            engine,
            container,
            ROOT,
            LIMIT,
            line -> {
              if (line.startsWith("E:")) {
                last.append(last.isEmpty() ? "" : " ").append(line.substring(2).strip());
              }
              progress.accept(line);
            },
            List.of(command));
    if (code != 0) {
      String words = last.isEmpty() ? "it ended with code " + code : last.toString();
      throw new DesktopException(
          "the packages could not be installed: "
              + words.substring(0, Math.min(words.length(), WORDS)));
    }
  }

  /** All files that the installation made or changed, as a tar archive relative to the root. */
  ExecStream changed() {
    return ExecStream.open(engine, container, ROOT, "sh", "-c", CHANGED);
  }

  /** Hands the changed files to another container, which may run. */
  void transplant(String target) {
    try (ExecStream changed = changed();
        InputStream tar = changed.input()) {
      engine.askPatiently(
          "bring the software to the desktop",
          docker -> {
            docker
                .copyArchiveToContainerCmd(target)
                .withRemotePath("/")
                .withTarInputStream(tar)
                .exec();
            return target;
          });
    } catch (java.io.IOException closing) {
      LOG.log(Level.FINE, "the end of what was installed was not clean", closing);
    }
  }

  /** Keeps what was made here as a system. */
  void keep(String name, String instance) {
    engine.askPatiently(
        "keep the new system",
        docker ->
            docker
                .commitCmd(container)
                .withCmd(docker.inspectImageCmd(image).exec().getConfig().getCmd())
                .withRepository(KeptSystem.REPOSITORY)
                .withTag(name)
                .withLabels(KeptSystem.committed(instance))
                .exec());
  }

  @Override
  public void close() {
    try {
      engine.ask(
          "clear the workshop",
          docker ->
              docker.removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec());
    } catch (DesktopException left) {
      if (!(left.getCause() instanceof NotFoundException)) {
        LOG.log(Level.WARNING, left, () -> "a workshop is left: " + container);
      }
    }
  }
}
