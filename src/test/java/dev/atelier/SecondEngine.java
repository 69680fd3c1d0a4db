package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A container engine beside that of this machine, with its own data, which is reached over TCP with
 * certificates on both sides. It can be killed and started again over its data.
 */
final class SecondEngine implements AutoCloseable {
  private static final String BRIDGE = "atelier-it0";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path home;
  private final Path data;
  private final int port;
  private Process process;

  SecondEngine() {
    this(Optional.empty());
  }

  /** With its data in a directory that is there. */
  SecondEngine(Optional<Path> place) {
    try {
      home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "engine");
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    data = place.orElse(home.resolve("data"));
    authority("ca");
    authority("stranger-ca");
    certificate("server", "ca", "subjectAltName=IP:127.0.0.1\nextendedKeyUsage=serverAuth\n");
    client("far", "ca", "ca");
    client("misnamed", "ca", "ca");
    client("uninvited", "ca", "stranger-ca");
    client("impostor", "stranger-ca", "ca");
  }

  /** Where the test cannot have one it is skipped, but never in continuous integration. */
  static void require() {
    EngineCommand.require();
    boolean root = "root".equals(System.getProperty("user.name"));
    Requirement.met(
        root && Files.isExecutable(Path.of("/usr/sbin/dockerd"))
            ? Optional.empty()
            : Optional.of("a second engine needs root and dockerd"));
  }

  String address() {
    return "tcp://127.0.0.1:" + port;
  }

  /** What a server may name as its only engine. */
  String socketAddress() {
    return "unix://" + socket();
  }

  /** Sees what belongs to the server of that instance. */
  EngineCommand command(String instance) {
    return new EngineCommand(instance, docker());
  }

  int port() {
    return port;
  }

  /** Certificates of clients: of one that is let in, and of those for whom something is wrong. */
  Path certificates() {
    return home.resolve("clients");
  }

  /** Starts it unless it runs, and waits until it answers. */
  void start() {
    if (process != null && process.isAlive()) {
      return;
    }
    List<String> command =
        List.of(
            "dockerd",
            "--data-root=" + data,
            "--exec-root=" + home.resolve("exec"),
            "--pidfile=" + home.resolve("pid"),
            "--host=unix://" + socket(),
            "--host=" + address(),
            "--tlsverify",
            "--tlscacert=" + home.resolve("ca.pem"),
            "--tlscert=" + home.resolve("server.pem"),
            "--tlskey=" + home.resolve("server-key.pem"),
            "--bridge=" + BRIDGE,
            "--iptables=false");
    // Without a bridge of its own it would take away that of the machine's engine.
    var unused =
        run(
            List.of(
                "sh",
                "-c",
                "ip link add BRIDGE type bridge && ip addr add 172.31.250.1/24 dev BRIDGE && ip link set BRIDGE up"
                    .replace("BRIDGE", BRIDGE)));
    try {
      Files.deleteIfExists(home.resolve("pid"));
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("log").toFile()))
              .start();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    await().atMost(START_LIMIT).until(() -> run(docker("version")).code() == 0);
  }

  /** Gives it an image that the engine of this machine has. */
  void load(String image) {
    Ran loaded =
        run(
            List.of(
                "sh", "-c", "docker save " + image + " | docker -H " + socketAddress() + " load"));
    assertThat(loaded.code()).as(loaded.text()).isZero();
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Runs a command of this engine and returns what it printed. */
  List<String> lines(String... arguments) {
    Ran ran = run(docker(arguments));
    assertThat(ran.code()).as(ran.text()).isZero();
    return ran.text().lines().toList();
  }

  /** Leaves no container, network, mount or file. */
  @Override
  public void close() {
    start();
    lines("ps", "-aq").forEach(container -> lines("rm", "-f", container));
    var unused = run(docker("network", "prune", "-f"));
    process.destroy();
    awaitEnd();
    unused = run(List.of("ip", "link", "delete", BRIDGE));
    unused =
        run(
            List.of(
                "sh",
                "-c",
                "grep -o -e ' "
                    + home
                    + "/[^ ]*' -e ' "
                    + data
                    + "/[^ ]*' /proc/mounts | xargs -r umount -l; rm -rf "
                    + home));
    assertThat(home).doesNotExist();
  }

  private void awaitEnd() {
    try {
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  private Path socket() {
    return home.resolve("docker.sock");
  }

  private List<String> docker(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker", "-H", socketAddress()));
    command.addAll(List.of(arguments));
    return command;
  }

  private void authority(String name) {
    openssl(
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=%1$s -keyout %1$s-key.pem -out %1$s.pem"
            .formatted(name));
  }

  private void certificate(String name, String authority, String extensions) {
    write(home.resolve(name + ".ext"), extensions);
    openssl(
        "req -newkey rsa:2048 -nodes -subj /CN=%1$s -keyout %1$s-key.pem -out %1$s.csr"
            .formatted(name));
    openssl(
        "x509 -req -in %1$s.csr -CA %2$s.pem -CAkey %2$s-key.pem -CAcreateserial -days 2 -extfile %1$s.ext -out %1$s.pem"
            .formatted(name, authority));
  }

  /** A client that trusts one authority and has its certificate from another. */
  private void client(String name, String trusted, String authority) {
    certificate(name, authority, "extendedKeyUsage=clientAuth\n");
    try {
      Path directory = Files.createDirectories(certificates().resolve(name));
      Files.copy(home.resolve(trusted + ".pem"), directory.resolve("ca.pem"));
      Files.copy(home.resolve(name + ".pem"), directory.resolve("cert.pem"));
      Files.copy(home.resolve(name + "-key.pem"), directory.resolve("key.pem"));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void openssl(String arguments) {
    Ran ran = run(List.of("sh", "-c", "cd " + home + " && openssl " + arguments));
    assertThat(ran.code()).as(ran.text()).isZero();
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private record Ran(int code, String text) {}

  private static Ran run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ran(process.waitFor(), text);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }
}
