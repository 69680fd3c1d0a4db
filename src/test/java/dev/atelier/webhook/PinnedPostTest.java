package dev.atelier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.atelier.BackgroundWork;
import dev.atelier.SelfSigned;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PinnedPostTest {
  private static final Duration LIMIT = Duration.ofMillis(700);
  private static final byte[] BODY = "{\"näme\":1}".getBytes(StandardCharsets.UTF_8);
  private static final SSLSocketFactory USUAL = (SSLSocketFactory) SSLSocketFactory.getDefault();

  private final InetAddress here = InetAddress.getLoopbackAddress();
  private final CountDownLatch over = new CountDownLatch(1);
  private final BackgroundWork background =
      new BackgroundWork(
          work -> {
            Thread thread = new Thread(work, "background");
            thread.setDaemon(true);
            return thread;
          });
  private final PinnedPost post = new PinnedPost(USUAL, background, LIMIT);

  @AfterEach
  void stop() {
    over.countDown();
    background.stop();
  }

  /** What a server does with the one connection it gets. */
  @FunctionalInterface
  private interface Manners {
    void with(Socket connection) throws Exception;
  }

  private static void once(ServerSocket server, Manners manners) {
    Thread thread =
        new Thread(
            () -> {
              try (Socket connection = server.accept()) {
                manners.with(connection);
              } catch (Exception closed) {
                // The client left, as some of them should.
              }
            },
            "receiver");
    thread.setDaemon(true);
    thread.start();
  }

  private int send(int port) throws IOException {
    return post.send(
        URI.create("http://pinned.example:" + port + "/hook?a=b"),
        List.of(here),
        Map.of("webhook-id", "event_1"),
        BODY);
  }

  /** Answers with these bytes once it has read everything that is sent. */
  private static Manners says(String answer) {
    return connection -> {
      readHead(connection);
      connection.getInputStream().readNBytes(BODY.length);
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
    };
  }

  private static String readHead(Socket connection) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) connection.getInputStream().read());
    }
    return head.toString();
  }

  @Test
  void itIsSentToTheCheckedAddressUnderTheNameThatWasAskedFor() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, here)) {
      CompletableFuture<String> heard = new CompletableFuture<>();
      once(
          server,
          connection -> {
            String head = readHead(connection);
            byte[] body = connection.getInputStream().readNBytes(BODY.length);
            heard.complete(head + new String(body, StandardCharsets.UTF_8));
            connection
                .getOutputStream()
                .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          });
      assertThat(send(server.getLocalPort())).isEqualTo(204);
      assertThat(heard.get(5, TimeUnit.SECONDS))
          .startsWith("POST /hook?a=b HTTP/1.1\r\nHost: pinned.example:")
          .contains("webhook-id: event_1\r\n", "Content-Length: 11\r\n")
          .endsWith("\r\n\r\n{\"näme\":1}");
    }
  }

  @Test
  void preliminaryAnswersAreNone() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 5, here)) {
      once(server, says("HTTP/1.1 100 Continue\r\nx: y\r\n\r\nHTTP/1.1 500 Oh\r\n\r\nlong"));
      assertThat(send(server.getLocalPort())).isEqualTo(500);
    }
  }

  @Test
  void whatIsNoAnswerIsAFailure() throws Exception {
    for (String nonsense :
        List.of("SSH-2.0-OpenSSH\r\n", "HTTP/2 200\r\n", "x".repeat(40_000), "")) {
      try (ServerSocket server = new ServerSocket(0, 5, here)) {
        once(server, says(nonsense));
        assertThatThrownBy(() -> send(server.getLocalPort())).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void aReceiverThatIsSilentOrDripsOrDoesNotReadIsLeftInTime() throws Exception {
    List<Manners> slow =
        List.of(
            connection -> over.await(),
            connection -> {
              for (int n = 0; n < 200; n++) {
                connection.getOutputStream().write('H');
                Thread.sleep(100);
              }
            });
    for (Manners manners : slow) {
      try (ServerSocket server = new ServerSocket(0, 5, here)) {
        once(server, manners);
        long begin = System.nanoTime();
        assertThatThrownBy(() -> send(server.getLocalPort()))
            .isInstanceOf(SocketTimeoutException.class)
            .hasMessageContaining("no answer within");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
      }
    }
    try (ServerSocket server = new ServerSocket(0, 5, here)) {
      once(server, connection -> over.await());
      URI url = URI.create("http://pinned.example:" + server.getLocalPort() + "/");
      assertThatThrownBy(() -> post.send(url, List.of(here), Map.of(), new byte[64 << 20]))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aReceiverThatIsSilentIsLeftAlsoWithoutATimer() throws Exception {
    background.stop();
    try (ServerSocket server = new ServerSocket(0, 5, here)) {
      once(server, connection -> over.await());
      assertThatThrownBy(() -> send(server.getLocalPort()))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("no answer within");
    }
  }

  @Test
  void whereOneAddressTakesNoConnectionTheNextIsTried() throws Exception {
    InetAddress other = InetAddress.getByName("127.0.0.2");
    try (ServerSocket server = new ServerSocket(0, 5, here)) {
      once(server, says("HTTP/1.1 200 OK\r\n\r\n"));
      URI url = URI.create("http://pinned.example:" + server.getLocalPort() + "/");
      assertThat(post.send(url, List.of(other, here), Map.of(), BODY)).isEqualTo(200);
      assertThatThrownBy(() -> post.send(url, List.of(other), Map.of(), BODY))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void theCertificateMustBeTheNamesAndOfAnAuthorityThatIsTrusted() throws Exception {
    SelfSigned certificate = SelfSigned.of("hooks.example");
    HttpsServer server = secured(certificate.shown());
    try {
      PinnedPost trusting =
          new PinnedPost(
              certificate.trusted().getSocketFactory(), background, Duration.ofSeconds(10));
      int port = server.getAddress().getPort();
      assertThat(trusting.send(at("hooks.example", port), List.of(here), Map.of(), BODY))
          .isEqualTo(202);
      for (String other : List.of("elsewhere.example", "127.0.0.1", "localhost")) {
        assertThatThrownBy(() -> trusting.send(at(other, port), List.of(here), Map.of(), BODY))
            .as(other)
            .isInstanceOf(SSLException.class);
      }
      assertThatThrownBy(() -> post.send(at("hooks.example", port), List.of(here), Map.of(), BODY))
          .isInstanceOf(SSLException.class);
    } finally {
      server.stop(0);
    }
  }

  private static URI at(String host, int port) {
    return URI.create("https://" + host + ":" + port + "/");
  }

  private static HttpsServer secured(SSLContext context) throws IOException {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    server.start();
    return server;
  }
}
