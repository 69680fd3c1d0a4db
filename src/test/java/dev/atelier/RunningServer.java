package dev.atelier;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The server as it is shipped, in a process of its own on a free port, with a data directory of its
 * own. It can be killed and started again over the same data.
 */
public final class RunningServer implements AutoCloseable {
  public static final String PASSWORD = "terracotta-and-sage";

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  /** As a directory, as it is shipped: Payara would unpack an archive at each start. */
  private static final Path APPLICATION = Path.of("target/ROOT");

  private static RunningServer shared;

  private final Path home;
  private final int port;
  private final Map<String, String> environment;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private Process process;
  private int starts;
  private String lastAnswer = "nothing asked yet";

  private RunningServer(Path home, int port, Map<String, String> environment) {
    this.home = home;
    this.port = port;
    this.environment = environment;
  }

  /**
   * One server for all tests that do not harm it; ends with the JVM. Whoever asks for it finds it
   * without desktops: what another class left would change what the wall shows and who is needed.
   */
  public static synchronized RunningServer shared() {
    if (shared == null) {
      shared = start(Map.of("MAX_STEPS_PER_TASK", "200"));
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    } else {
      shared.removeDesktops();
    }
    return shared;
  }

  /** Starts a server with settings of its own. */
  public static RunningServer start(Map<String, String> settings) {
    RunningServer server = prepared(settings);
    server.startAgain();
    return server;
  }

  /** One that is not started yet. */
  public static RunningServer prepared(Map<String, String> settings) {
    try {
      Map<String, String> environment = new HashMap<>();
      environment.put("ATELIER_INSTANCE", "test-" + UUID.randomUUID().toString().substring(0, 8));
      environment.put("ATELIER_CONSOLE_PASSWORD", PASSWORD);
      environment.put("ATELIER_TASK_RATE_LIMIT", "1000/sec");
      // Pages to practise on are served by this machine.
      environment.put("EGRESS_ALLOW", GuestBook.thisMachine());
      environment.put("BUDGET_TIME_ZONE", atNoon().getId());
      environment.putAll(settings);
      Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "it");
      return new RunningServer(home, freePort(), environment);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Where it is about noon, so that no new day begins, with nothing spent, while a test runs. */
  private static ZoneOffset atNoon() {
    return ZoneOffset.ofHours(12 - Instant.now().atOffset(ZoneOffset.UTC).getHour());
  }

  /** Starts it over the data that is there, and waits until it answers. */
  public void startAgain() {
    starts++;
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "-Xmx" + environment.getOrDefault("ATELIER_HEAP", "768m"),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.io.tmpdir=" + home,
            "-jar",
            payara().toString(),
            "--prebootcommandfile",
            Path.of("compose/payara/preboot.txt").toAbsolutePath().toString(),
            "--nocluster",
            "--port",
            Integer.toString(port),
            "--contextroot",
            "/",
            "--deploy",
            APPLICATION.toAbsolutePath().toString()));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(log().toFile());
    try {
      process = builder.start();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    try {
      await()
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(250))
          .until(() -> !process.isAlive() || answers());
    } catch (ConditionTimeoutException silent) {
      String state = lastAnswer + "\n" + threads() + tail(log());
      process.destroyForcibly();
      throw new IllegalStateException("the server does not answer: " + state, silent);
    }
    if (!process.isAlive()) {
      throw new IllegalStateException("the server ended while starting:\n" + tail(log()));
    }
  }

  private Path payara() {
    try {
      return UnpackedPayara.into(home);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  /** The same with other settings; those that are not named stay. */
  public void startAgain(Map<String, String> changes) {
    environment.putAll(changes);
    startAgain();
  }

  /** What the server printed since it was last started. */
  public Path log() {
    return home.resolve("server-" + starts + ".log");
  }

  /** What marks all that it makes on an engine. */
  String instance() {
    return environment.get("ATELIER_INSTANCE");
  }

  public String baseUrl() {
    return "http://127.0.0.1:" + port;
  }

  public long pid() {
    return process.pid();
  }

  /** Its working directory; its data is in {@code data}. */
  public Path home() {
    return home;
  }

  /** As {@code kill -9}. */
  public void kill() {
    process.destroyForcibly();
    waitForEnd();
  }

  /** As an operator stops it. */
  public void stop() {
    process.destroy();
    waitForEnd();
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  public Answer post(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl() + path)).timeout(Duration.ofMinutes(1));
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  /** A stream of lines, such as server-sent events; ends when the server ends it. */
  public HttpClient http() {
    return http;
  }

  /** Removes its desktops and stops it. */
  @Override
  public void close() {
    if (process != null && process.isAlive()) {
      try {
        removeDesktops();
      } catch (RuntimeException alreadyGone) {
        System.err.println("desktops of " + baseUrl() + " may be left: " + alreadyGone);
      }
      stop();
      removeProxy();
    }
  }

  private void removeDesktops() {
    get("/sessions").list("items").parallelStream()
        .forEach(session -> delete("/sessions/" + session.get("id") + "?purge=true"));
  }

  /** It outlives its server, which would have removed it once it had seen that nobody needs it. */
  private void removeProxy() {
    String name = "atelier-egress-" + environment.get("ATELIER_INSTANCE");
    try {
      for (List<String> command :
          List.of(List.of("docker", "rm", "-f", name), List.of("docker", "volume", "rm", name))) {
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
      }
    } catch (IOException noEngine) {
      System.err.println("no engine, no proxy: " + noEngine.getMessage());
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() {
    try {
      Answer answer = send(request("/health").timeout(Duration.ofSeconds(10)).GET());
      lastAnswer = answer.status() + " " + answer.text();
      return answer.status() == 200;
    } catch (UncheckedIOException notYet) {
      lastAnswer = notYet.getCause().toString();
      return false;
    }
  }

  /** What its threads are doing, for the person who has to find out why it is silent. */
  private String threads() {
    try {
      Process dump =
          new ProcessBuilder("jcmd", Long.toString(pid()), "Thread.print")
              .redirectErrorStream(true)
              .start();
      return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException noTool) {
      return "no thread dump: " + noTool;
    }
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
    } catch (IOException unreadable) {
      return log + ": " + unreadable;
    }
  }

  private void waitForEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Below the ports that outgoing connections are given, so that none takes it between a kill and
   * the next start.
   */
  static int freePort() throws IOException {
    for (int tries = 0; tries < 100; tries++) {
      try (ServerSocket socket =
          new ServerSocket(ThreadLocalRandom.current().nextInt(20000, 32000))) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // the next one
      }
    }
    throw new IOException("no free port from 20000 to 32000");
  }
}
