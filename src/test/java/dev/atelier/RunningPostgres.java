package dev.atelier;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A PostgreSQL server of the test's own, from the distribution's package: on a free port of this
 * machine, with a data directory that is removed when it is closed.
 */
public final class RunningPostgres implements AutoCloseable {
  public static final String USER = "atelier";
  public static final String PASSWORD = "clay and \"sage\" ü";

  private static final Path PACKAGES = Path.of("/usr/lib/postgresql");
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final Path home;
  private final Path programs;
  private final int port;
  private final Process process;
  private int databases;

  private RunningPostgres(Path home, Path programs) throws IOException {
    this.home = home;
    this.programs = programs;
    this.port = freePort();
    initialise();
    this.process =
        program(
                "postgres",
                "-D",
                data(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off")
            .start();
  }

  /** Starts one; without the package the test fails under {@code CI=true} and is left out else. */
  public static RunningPostgres start() {
    Optional<Path> programs = newestPrograms();
    Requirement.met(
        programs.isPresent() ? Optional.empty() : Optional.of("no PostgreSQL in " + PACKAGES));
    try {
      Path home = Files.createTempDirectory("atelier-postgres");
      RunningPostgres server = new RunningPostgres(home, programs.orElseThrow());
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      server.awaitAnswer();
      return server;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The JDBC address of a new, empty database. */
  public String newDatabase() throws SQLException {
    databases++;
    String name = "atelier_" + databases;
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return url(name);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, PASSWORD);
  }

  private void initialise() throws IOException {
    Path secret = home.resolve("password");
    Files.writeString(secret, PASSWORD);
    if (isRoot()) {
      run(new ProcessBuilder("chown", "-R", "postgres:", home.toString()));
    }
    run(
        program(
            "initdb",
            "--pgdata=" + data(),
            "--username=" + USER,
            "--pwfile=" + secret,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync"));
  }

  private void awaitAnswer() {
    try {
      await().atMost(START_LIMIT).until(() -> !process.isAlive() || answers());
    } catch (ConditionTimeoutException silent) {
      throw new IllegalStateException("PostgreSQL does not answer", silent);
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("PostgreSQL ended while starting, see " + log());
    }
  }

  private boolean answers() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException notYet) {
      return false;
    }
  }

  /** PostgreSQL refuses to run as root; there it runs as the user that its package made. */
  private ProcessBuilder program(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
  }

  private void run(ProcessBuilder program) throws IOException {
    try {
      if (program.start().waitFor() != 0) {
        throw new IllegalStateException(program.command() + ": " + Files.readString(log()));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  private Path log() {
    return home.resolve("log");
  }

  private String data() {
    return home.resolve("data").toString();
  }

  /** Stops it, whoever is connected, and removes its files. */
  @Override
  public synchronized void close() {
    if (Files.exists(home)) {
      try {
        if (process.isAlive()) {
          run(program("pg_ctl", "stop", "-D", data(), "-m", "immediate"));
          process.waitFor(10, TimeUnit.SECONDS);
        }
        remove(home);
      } catch (IOException left) {
        throw new UncheckedIOException(left);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static boolean isRoot() throws IOException {
    return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
  }

  private static Optional<Path> newestPrograms() {
    try (Stream<Path> versions = Files.list(PACKAGES)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
