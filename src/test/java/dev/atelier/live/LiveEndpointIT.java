package dev.atelier.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The WebSocket itself, without a browser around it. */
class LiveEndpointIT {
  private static final int MANY = 100;
  private final RunningServer server = RunningServer.shared();
  private String session;

  @BeforeEach
  void makeADesktop() {
    session = server.post("/sessions?wait=ready", "{\"label\": \"Endpoint\"}").text("id");
  }

  @AfterEach
  void removeIt() {
    server.delete("/sessions/" + session + "?purge=true");
  }

  @Test
  void manyViewersThatVanishLeaveNothingBehind() throws Exception {
    int before = streams();
    for (int n = 0; n < MANY; n++) {
      Viewing viewing = new Viewing();
      WebSocket socket = connect(session, viewing);
      assertThat(viewing.first()).startsWith("RFB 003.008");
      if (n % 2 == 0) {
        socket.abort();
      } else {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
      }
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> streams() <= before);
    assertThat(connect(session, new Viewing()).getSubprotocol()).isEqualTo("binary");
  }

  @Test
  void anUnknownDesktopIsNamedAsTheCause() throws Exception {
    Viewing viewing = new Viewing();
    connect("sess_nobody", viewing);
    assertThat(viewing.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4404);
  }

  @Test
  void nonsenseIsNamedAsTheCause() throws Exception {
    Viewing viewing = new Viewing();
    WebSocket socket = connect(session, viewing);
    viewing.first();
    socket
        .sendBinary(ByteBuffer.wrap("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)), true)
        .get(10, TimeUnit.SECONDS);
    assertThat(viewing.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4400);
  }

  @Test
  void aViewEndsWithTheTicketThatOpenedIt() throws Exception {
    String ticket =
        server.post("/sessions/" + session + "/tickets", "{\"purpose\":\"embed\"}").text("ticket");
    Viewing viewing = new Viewing();
    connect(session, viewing, "ticket." + ticket);
    assertThat(viewing.first()).startsWith("RFB 003.008");
    Viewing other = new Viewing();
    connect(session, other);
    other.first();
    server.delete("/sessions/" + session + "/tickets/" + ticket);
    assertThat(viewing.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4403);
    assertThat(other.closed).isNotDone();
  }

  private WebSocket connect(String id, Viewing viewing, String... more) throws Exception {
    URI address = URI.create(server.baseUrl().replace("http:", "ws:") + "/sessions/" + id + "/vnc");
    return server
        .http()
        .newWebSocketBuilder()
        .subprotocols("binary", more)
        .buildAsync(address, viewing)
        .get(20, TimeUnit.SECONDS);
  }

  /** How many streams to the desktop's VNC server there are. */
  private int streams() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("docker", "top", "atelier-desktop-" + session, "-o", "pid,comm").start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return (int) said.lines().filter(line -> line.contains("socat")).count();
  }

  /** What one viewer is told. */
  private static final class Viewing implements WebSocket.Listener {
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<String> hello = new CompletableFuture<>();

    String first() throws Exception {
      return hello.get(20, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      hello.complete(StandardCharsets.US_ASCII.decode(data).toString());
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }
  }
}
