package dev.atelier.desktop.docker;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import dev.atelier.CrashPoint;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DiskFull;
import dev.atelier.desktop.PackageName;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * A container beside a desktop's, in which packages are installed: with the engine's usual rights,
 * which a desktop has not, and with nobody else in it.
 */
record Workshop(Engine engine, String image, String container, Runnable afterwards)
    implements AutoCloseable {
  private static final long CPU_PERIOD = 100_000;
  private static final Logger LOG = Logger.getLogger(Workshop.class.getName());
  private static final String ROOT = "root";
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final int WORDS = 500;

  /** Where what was changed is packed: first the files, then what the system knows of them. */
  private static final List<String> PACKED = List.of("/root/files.tar", "/root/record.tar");

  /**
   * What was changed since, apart from what no desktop needs. Files come before the packages'
   * database: a desktop on which only some of them are does not say that it has the packages.
   */
  private static final String PACK =
      """
      set -eu
      cd /root
      find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /tmp -o -path /run \
      -o -path /root -o -path /home -o -path /etc/machine-id -o -path /etc/hosts \
      -o -path /etc/hostname -o -path /etc/resolv.conf -o -path /var/cache/apt \
      -o -path /var/lib/apt/lists -o -path /var/log \\) -prune -o -cnewer begin -print0 > all
      grep -zvE '^/var/lib/(apt|dpkg)(/|$)' all > files || test $? = 1
      grep -zE '^/var/lib/(apt|dpkg)(/|$)' all > record || test $? = 1
      tar --null --no-recursion -T files -cf files.tar
      tar --null --no-recursion -T record -cf record.tar
      """;

  /** Offers the way out as a proxy, where it is a socket. */
  private static final String STAY =
      """
      [ -z "$DESK_EGRESS" ] ||
        socat TCP-LISTEN:3128,bind=127.0.0.1,reuseaddr,fork "UNIX-CONNECT:$DESK_EGRESS" &
      exec sleep infinity
      """;

  /** Starts one that reaches nobody, to look at what is in an image. */
  static Workshop open(Engine engine, String image, DesktopContainer desktop, Limits limits) {
    return open(engine, image, desktop, limits, Way.over("none"), () -> {});
  }

  /**
   * Starts one from an image; the engine's name for it is not taken from anybody.
   *
   * @param afterwards is run when it is closed
   */
  static Workshop open(
      Engine engine,
      String image,
      DesktopContainer desktop,
      Limits limits,
      Way way,
      Runnable afterwards) {
    String made =
        engine.ask(
            "make a place to install software in",
            docker -> {
              String id =
                  docker
                      .createContainerCmd(image)
                      .withCmd("sh", "-c", STAY)
                      .withEnv(way.environment())
                      .withLabels(Role.WORKSHOP.labels(desktop))
                      .withHostConfig(
                          way.on(HostConfig.newHostConfig())
                              .withMemory(limits.memory().bytes())
                              .withMemorySwap(limits.memory().bytes())
                              .withPidsLimit(limits.pids())
                              // Unlike a number of processors, never refused as too high.
                              .withCpuPeriod(CPU_PERIOD)
                              .withCpuQuota((long) (limits.cpus() * CPU_PERIOD))
                              .withTmpFs(
                                  Map.of("/tmp", "rw,exec,mode=1777", DesktopContainer.HOME, "rw")))
                      .exec()
                      .getId();
              try {
                docker.startContainerCmd(id).exec();
                return id;
              } catch (RuntimeException failed) {
                Porter.remove(docker, id);
                throw failed;
              }
            });
    CrashPoint.passed("workshop-open");
    return new Workshop(engine, image, made, afterwards);
  }

  void install(List<PackageName> packages, Consumer<String> progress) {
    run(progress, "apt-get", "update", "-q");
    run("begin to install", "touch", "/root/begin");
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
                // Else a name that is not known is taken for a regular expression.
                "-o",
                "APT::Cmd::Pattern-Only=true",
                "--"));
    packages.forEach(name -> command.add(name.text()));
    run(progress, command.toArray(String[]::new));
    run(progress, "sh", "-c", "apt-get clean; rm -rf /var/lib/apt/lists/*");
  }

  private void run(String doing, String... command) {
    Exec.Output ended = Exec.run(engine, container, ROOT, LIMIT, command);
    if (ended.code() != 0) {
      throw new DesktopException("could not " + doing + ": " + ended.text().strip());
    }
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

  /** The names of the packages that somebody wanted; see {@link Packages}. */
  Set<String> wantedPackages() {
    return Packages.wanted(Exec.run(engine, container, ROOT, SHORT, Packages.question()));
  }

  /** Hands the changed files to another container, which may run: no program begins in it. */
  void transplant(String target) {
    run("pack what was installed", "sh", "-c", PACK);
    try {
      PACKED.forEach(archive -> hand(archive, target));
    } catch (DesktopException broken) {
      String words =
          "some of the new files may be on the desktop, but it does not know of the packages;"
              + " install them again, or go back to a snapshot: "
              + broken.getMessage();
      throw broken instanceof DiskFull
          ? new DiskFull(words, broken)
          : new DesktopException(words, broken);
    }
  }

  /** An archive that ends early breaks here: the engine would take it for a whole one. */
  private void hand(String archive, String target) {
    String doing = "bring the software to the desktop";
    var unused =
        engine.askPatiently(
            doing,
            docker -> {
              try (TarArchiveInputStream packed =
                  new TarArchiveInputStream(
                      docker.copyArchiveFromContainerCmd(container, archive).exec())) {
                if (packed.getNextEntry() == null) {
                  throw new DesktopException("could not " + doing + ": " + archive + " is empty");
                }
                docker
                    .copyArchiveToContainerCmd(target)
                    .withRemotePath("/")
                    .withTarInputStream(packed)
                    .exec();
                return target;
              } catch (IOException cut) {
                throw EngineRefusal.inWords(doing, cut);
              }
            });
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
    afterwards.run();
  }
}
