package dev.atelier;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real provider of OpenID Connect, from npm, on a free port of this machine. */
public final class RunningProvider implements AutoCloseable {
  public static final String SECRET = "a secret of the client of thirty letters";

  private static final Path SOURCE = Path.of("src/test/oidc");
  private static final Path INSTALLED = Path.of("target/oidc");
  private static final Duration START_LIMIT = Duration.ofSeconds(30);

  private final int port;
  private Process process;

  private RunningProvider(int port) {
    this.port = port;
  }

  /** Chooses a port, so that a server can be told of it before there is a provider. */
  public static RunningProvider prepared() {
    try {
      return new RunningProvider(RunningServer.freePort());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Starts it for one server. */
  public void startFor(RunningServer server) {
    try {
      install();
      Path log = INSTALLED.resolve("log-" + port);
      process =
          new ProcessBuilder(
                  "node",
                  "provider.js",
                  Integer.toString(port),
                  server.baseUrl() + "/console/sign-in/back",
                  SECRET)
              .directory(INSTALLED.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      await()
          .atMost(START_LIMIT)
          .until(() -> !process.isAlive() || Files.readString(log).contains("listening"));
      if (!process.isAlive()) {
        throw new IllegalStateException(Files.readString(log));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static synchronized void install() throws IOException {
    Files.createDirectories(INSTALLED);
    try (Stream<Path> files = Files.list(SOURCE)) {
      for (Path file : files.toList()) {
        Files.copy(
            file, INSTALLED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path log = INSTALLED.resolve("npm.log");
    Process npm =
        new ProcessBuilder(List.of("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts"))
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      if (!npm.waitFor(2, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        npm.destroyForcibly();
        throw new IllegalStateException("npm ci: " + Files.readString(log));
      }
    } catch (InterruptedException stopping) {
      npm.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  public String issuer() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
