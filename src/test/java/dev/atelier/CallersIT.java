package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is let in by a server as it is shipped, and where secrets are not. */
class CallersIT {
  private static final String TOKEN = "planted-token-of-the-settings";
  private static final String PASSWORD = "planted-password-of-set-up";
  private static final String USERS = "planted-password-of-a-user";

  private static RSAKey key() throws JOSEException {
    return new RSAKeyGenerator(2048).keyID("issuer").generate();
  }

  private static String webToken(RSAKey key, String group) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
            new JWTClaimsSet.Builder()
                .issuer("https://id.example")
                .subject("ada")
                .claim("groups", List.of(group))
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
                .build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }

  @Test
  void noSecretIsInALogAnErrorTheRecordOrTheDatabase() throws Exception {
    RSAKey key = key();
    List<String> secrets = new ArrayList<>(List.of(TOKEN, PASSWORD, USERS));
    StringBuilder answers = new StringBuilder();
    Path home;
    Path log;
    try (RunningServer server =
        RunningServer.start(
            Map.of(
                "ATELIER_API_TOKEN",
                TOKEN,
                "ATELIER_CONSOLE_PASSWORD",
                PASSWORD,
                "MP_JWT_VERIFY_PUBLICKEY",
                key.toPublicJWK().toJSONString(),
                "MP_JWT_VERIFY_ISSUER",
                "https://id.example"))) {
      Client anybody = new Client(URI.create(server.baseUrl()), List.of());
      Client admin = anybody.with("Authorization", "Bearer " + TOKEN);
      String viewer = webToken(key, "viewer");
      String forged = webToken(key(), "admin");
      secrets.addAll(List.of(viewer, forged));
      assertThat(anybody.with("Authorization", "Bearer " + viewer).get("/whoami").json())
          .containsEntry("name", "ada (web token)")
          .containsEntry("role", "viewer");
      isProblem(anybody.with("Authorization", "Bearer " + forged).get("/whoami"), 401);

      String made =
          admin.json("POST", "/tokens", "{\"name\":\"Reports\",\"role\":\"viewer\"}").text("token");
      secrets.add(made);
      Client program = anybody.with("Authorization", "Bearer " + made);
      secrets.add(
          admin
              .json(
                  "POST",
                  "/webhooks",
                  "{\"url\":\"https://1.1.1.1/\",\"events\":[\"task.needs_you\"]}")
              .text("secret"));
      String user = "{\"name\":\"Ada\",\"role\":\"viewer\",\"password\":\"" + USERS + "\"";
      assertThat(admin.json("POST", "/users", user + "}").status()).isEqualTo(201);

      Stream.of(
              admin.json("POST", "/users", user + "}"),
              admin.json("POST", "/users", user + ",\"more\":1}"),
              admin.json("POST", "/users", user),
              program.json("POST", "/users", user + "}"),
              anybody.get("/sessions?ticket=" + TOKEN),
              anybody.get("/sessions/" + TOKEN + "?token=" + made),
              anybody.with("Authorization", "Basic " + TOKEN).get("/sessions"),
              admin.get("/tokens"),
              admin.get("/users"),
              admin.get("/webhooks"),
              admin.get("/audit"),
              anybody.get("/health"),
              anybody.get("/openapi"))
          .forEach(answer -> answers.append(answer.text()).append(answer.headers()));
      home = server.home();
      log = server.log();
      server.stop();
    }
    assertThat(answers).contains("Reports", "Ada", "auth.user_added");
    String logged = Files.readString(log);
    for (String secret : secrets) {
      assertThat(answers.toString()).doesNotContain(secret);
      assertThat(logged).doesNotContain(secret);
      assertThat(filesWith(home.resolve("data"), secret)).isEmpty();
    }
  }

  private static List<Path> filesWith(Path directory, String text) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }

  @Test
  void withoutATokenOnlyThisMachineIsAnswered() throws Exception {
    int port = URI.create(RunningServer.shared().baseUrl()).getPort();
    assertThat(answer("127.0.0.1", port, "/sessions", "localhost:" + port)).startsWith("200");
    assertThat(answer("127.0.0.1", port, "/sessions", "rebound.example:" + port))
        .startsWith("403")
        .contains("ATELIER_API_TOKEN");
    for (String address : addressesOfThisMachine()) {
      assertThat(answer(address, port, "/sessions", address + ":" + port))
          .as(address)
          .startsWith("403");
      assertThat(answer(address, port, "/console/", address + ":" + port)).startsWith("403");
      assertThat(answer(address, port, "/health", address + ":" + port)).startsWith("200");
    }
  }

  @Tag("long")
  @Test
  void whoeverSaysSoIsAnsweredFromEverywhereWithoutAToken() throws Exception {
    try (RunningServer server = RunningServer.start(Map.of("ATELIER_ALLOW_OPEN", "true"))) {
      int port = URI.create(server.baseUrl()).getPort();
      for (String address : addressesOfThisMachine()) {
        assertThat(answer(address, port, "/sessions", address + ":" + port)).startsWith("200");
      }
    }
  }

  /** Other than loopback: as those are called from here, so they are from elsewhere. */
  private static List<String> addressesOfThisMachine() throws IOException {
    List<String> addresses =
        Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address.getAddress().length == 4 && !address.isLoopbackAddress())
            .map(InetAddress::getHostAddress)
            .toList();
    assertThat(addresses).isNotEmpty();
    return addresses;
  }

  /** Status and body, called by a name of one's choice. */
  private static String answer(String address, int port, String path, String host)
      throws IOException {
    try (Socket socket = new Socket(address, port)) {
      socket.setSoTimeout(20_000);
      String request =
          "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.replaceFirst("HTTP/1.1 ", "");
    }
  }
}
