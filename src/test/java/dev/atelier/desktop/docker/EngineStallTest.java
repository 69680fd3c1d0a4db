package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.DesktopException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engines over TCP that fall silent, which no interruption ends. */
@Timeout(30)
class EngineStallTest {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(4);

  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void release() {
    over.countDown();
  }

  @Test
  void aMuteEngineKeepsNeitherAThreadNorAConnection() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Engine engine = engine("tcp://127.0.0.1:" + mute.getLocalPort())) {
      assertThatThrownBy(() -> engine.ask("look", docker -> docker.infoCmd().exec()))
          .isInstanceOf(DesktopException.class)
          .hasMessageContaining("gives no answer within 1 s");
      assertLetGo(mute);

      StdinPipe stdin = new StdinPipe();
      assertThatThrownBy(() -> engine.startExec("e1", stdin)).hasMessageContaining("no answer");
      assertThat(stdin.read()).as("what a program would read").isEqualTo(-1);
      assertLetGo(mute);
    }
  }

  private static void assertLetGo(ServerSocket mute) throws IOException {
    try (Socket call = mute.accept()) {
      call.setSoTimeout(5000);
      InputStream asked = call.getInputStream();
      assertThat(new String(asked.readAllBytes(), StandardCharsets.US_ASCII)).contains("HTTP/1.1");
    } catch (java.net.SocketTimeoutException stillOpen) {
      throw new AssertionError("the connection is still open", stillOpen);
    } catch (java.net.SocketException reset) {
      // It has been cut off, too.
    }
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () ->
                Thread.getAllStackTraces().entrySet().stream()
                    .filter(each -> each.getKey().getName().equals("docker-engine-call"))
                    .flatMap(each -> Arrays.stream(each.getValue()))
                    .noneMatch(frame -> frame.getClassName().contains("Socket")));
  }

  @Test
  void aHomeThatStopsComingIsGivenUp() {
    try (FakeEngine fake = new FakeEngine();
        Engine engine = engine(fake.address())) {
      fake.on("POST /containers/create", FakeEngine.json("{\"Id\": \"p1\"}"))
          .on("DELETE /containers/p1", call -> call.sendResponseHeaders(204, -1))
          .on(
              "GET /containers/p1/archive",
              call -> {
                call.sendResponseHeaders(200, 0);
                OutputStream out = call.getResponseBody();
                out.write(new byte[512]);
                out.flush();
                over.await();
              });
      DockerRuntime runtime = new DockerRuntime(engine, "test", "none", Limits.parse("1g", 1, 64));
      assertThatThrownBy(
              () -> runtime.copies().orElseThrow().readHome("one", 0, new ByteArrayOutputStream()))
          .isInstanceOf(DesktopException.class)
          .hasMessage("could not read the desktop's home: no answer for 1 s, in the middle of it");
      assertThat(fake.calls()).contains("DELETE /containers/p1");
    }
  }

  @Test
  void anEngineThatTakesNoMoreIsGivenUp() {
    try (FakeEngine fake = new FakeEngine();
        Engine engine = engine(fake.address())) {
      fake.on("PUT /containers/p1/archive", call -> over.await());
      InputStream endless =
          new InputStream() {
            @Override
            public int read() {
              return 1;
            }

            @Override
            public int read(byte[] target, int offset, int length) {
              return length;
            }
          };
      assertThatThrownBy(
              () ->
                  engine.askPatiently(
                      "copy",
                      docker ->
                          docker
                              .copyArchiveToContainerCmd("p1")
                              .withRemotePath("/")
                              .withTarInputStream(endless)
                              .exec()))
          .isInstanceOf(DesktopException.class)
          .hasMessageContaining("gives no answer, it took nothing for 1 s");
    }
  }

  @Test
  void anEngineThatVanishesWhileItHasLongWorkToDoIsGivenUp() {
    try (FakeEngine fake = new FakeEngine();
        Engine engine = engine(fake.address())) {
      fake.on("POST /commit", call -> over.await()).on("GET /_ping", call -> over.await());
      assertThatThrownBy(() -> commit(engine))
          .isInstanceOf(DesktopException.class)
          .hasMessageContaining("gives no answer, nor any sign of life");
    }
  }

  @Test
  void oneThatGivesASignOfLifeNowAndThenHasAllTheTimeItNeeds() {
    try (FakeEngine fake = new FakeEngine();
        Engine engine = new Engine(EngineAddress.only(fake.address()), LONG, LONG)) {
      fake.on(
          "POST /commit",
          call -> {
            over.await();
            FakeEngine.json("{\"Id\": \"i1\"}").to(call);
          });
      CompletableFuture<String> made = CompletableFuture.supplyAsync(() -> commit(engine));
      await()
          .atMost(LONG.multipliedBy(5))
          .until(() -> fake.calls().stream().filter("GET /_ping"::equals).count() >= 3);
      assertThat(made).isNotDone();
      over.countDown();
      assertThat(made.join()).isEqualTo("i1");
    }
  }

  private static String commit(Engine engine) {
    return engine.askPatiently("save", docker -> docker.commitCmd("c1").exec());
  }

  private static Engine engine(String address) {
    return new Engine(EngineAddress.only(address), SOON, SOON);
  }
}
