package dev.atelier;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Caddy with what is shipped for it and an authority of its own, before a server. */
public final class RunningCaddy implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path home;
  private final int port;
  private final int plainPort;
  private final Process process;
  private final HttpClient http;

  private RunningCaddy(Path home, int port, int plainPort, Process process) {
    this.home = home;
    this.port = port;
    this.plainPort = plainPort;
    this.process = process;
    this.http = trustingClient();
  }

  /** Starts one before a server. */
  public static RunningCaddy before(RunningServer server) {
    return start(server, Map.of());
  }

  /** Starts one that asks Authelia, or what stands there, about everybody. */
  static RunningCaddy withLogin(RunningServer server, String authelia, String login) {
    return start(server, Map.of("ATELIER_AUTH_UPSTREAM", authelia, "ATELIER_AUTH_LOGIN", login));
  }

  private static RunningCaddy start(RunningServer server, Map<String, String> login) {
    try {
      Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "caddy");
      layOut(home, !login.isEmpty());
      int port = RunningServer.freePort();
      int plainPort = RunningServer.freePort();
      ProcessBuilder builder = new ProcessBuilder("sh", home.resolve("caddy/run.sh").toString());
      builder.environment().put("ATELIER_TLS_DOMAIN", "localhost");
      builder.environment().put("ATELIER_TLS_ISSUER", "internal");
      builder.environment().put("ATELIER_TLS_HTTPS_PORT", Integer.toString(port));
      builder.environment().put("ATELIER_TLS_HTTP_PORT", Integer.toString(plainPort));
      builder
          .environment()
          .put("ATELIER_TLS_UPSTREAM", server.baseUrl().substring("http://".length()));
      builder.environment().put("XDG_DATA_HOME", home.toString());
      builder.environment().put("XDG_CONFIG_HOME", home.toString());
      builder.environment().putAll(login);
      builder.redirectErrorStream(true).redirectOutput(home.resolve("log").toFile());
      Process process = builder.start();
      try {
        await().atMost(START_LIMIT).until(() -> Files.exists(authority(home)));
        RunningCaddy caddy = new RunningCaddy(home, port, plainPort, process);
        await().atMost(START_LIMIT).ignoreExceptions().until(caddy::answers);
        return caddy;
      } catch (RuntimeException silent) {
        process.destroyForcibly();
        throw new IllegalStateException(Files.readString(home.resolve("log")), silent);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static void layOut(Path home, boolean login) throws IOException {
    Path shipped = Path.of("caddy");
    try (Stream<Path> files = Files.walk(shipped)) {
      for (Path file : files.toList()) {
        Files.copy(file, home.resolve("caddy").resolve(shipped.relativize(file)));
      }
    }
    if (login) {
      Path joining = home.resolve("caddy/conf.d");
      Files.copy(joining.resolve("authelia.caddy.example"), joining.resolve("authelia.caddy"));
    }
  }

  private static Path authority(Path home) {
    return home.resolve("caddy/pki/authorities/local/root.crt");
  }

  private boolean answers() {
    return send(request("/health").GET()).status() > 0;
  }

  public String baseUrl() {
    return "https://localhost:" + port;
  }

  /** Where it leads whoever comes without TLS to it. */
  String plainUrl() {
    return "http://localhost:" + plainPort;
  }

  /** What it printed so far. */
  String log() {
    try {
      return Files.readString(home.resolve("log"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(baseUrl() + path)).timeout(Duration.ofMinutes(1));
  }

  Answer send(HttpRequest.Builder request) {
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

  /** A client that trusts its authority, and no other. */
  HttpClient http() {
    return http;
  }

  private HttpClient trustingClient() {
    try (InputStream root = Files.newInputStream(authority(home))) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null);
      trusted.setCertificateEntry(
          "root", CertificateFactory.getInstance("X.509").generateCertificate(root));
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return HttpClient.newBuilder()
          .sslContext(context)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
    } catch (IOException | GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
