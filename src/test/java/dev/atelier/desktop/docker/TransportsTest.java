package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TransportsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final FakeEngine engine = new FakeEngine();
  private final CountDownLatch over = new CountDownLatch(1);
  private final List<Counted> made = new CopyOnWriteArrayList<>();
  private final Transports transports = new Transports(this::make);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private final BoundedHttpClient calls =
      new BoundedHttpClient(transports, threads, watch, PATIENCE, PATIENCE);

  @AfterEach
  void stop() {
    over.countDown();
    transports.close();
    threads.shutdownNow();
    watch.shutdownNow();
    engine.close();
  }

  @Test
  void callsOneAfterTheOtherHaveTheSame() throws IOException {
    for (int call = 0; call < 5; call++) {
      assertThat(text("/_ping")).isEqualTo("OK");
    }
    try (Response paused = ask("/containers/c1/pause", DockerHttpClient.Request.Method.POST)) {
      assertThat(paused.getStatusCode()).isEqualTo(204);
    }
    assertThat(text("/_ping")).isEqualTo("OK");
    assertThat(made).singleElement().matches(one -> !one.closed, "open");
    transports.close();
    assertThat(made).singleElement().matches(one -> one.closed, "closed");
  }

  @Test
  void callsAtTheSameTimeHaveTheirOwn() throws IOException {
    try (Response first = ask("/info");
        Response second = ask("/info")) {
      assertThat(first.getBody()).hasSameContentAs(second.getBody());
    }
    assertThat(made).hasSize(2);
    assertThat(text("/_ping")).isEqualTo("OK");
    assertThat(made).hasSize(2);
  }

  @Test
  void whatNobodyReadToItsEndIsNotInTheNextAnswer() throws IOException {
    engine.on("GET /long", FakeEngine.text("x".repeat(1 << 20)));
    for (int call = 0; call < 3; call++) {
      try (Response cut = ask("/long")) {
        assertThat(cut.getBody().read()).isEqualTo('x');
      }
      assertThat(text("/_ping")).isEqualTo("OK");
    }
    assertThat(made).hasSize(1);
  }

  @Test
  void whatHangsInTheMiddleIsClosed() throws IOException {
    engine.on(
        "GET /hanging",
        call -> {
          call.sendResponseHeaders(200, 0);
          OutputStream out = call.getResponseBody();
          out.write('x');
          out.flush();
          over.await();
        });
    try (Response hanging = ask("/hanging")) {
      InputStream body = hanging.getBody();
      assertThatThrownBy(body::readAllBytes).isInstanceOf(SocketTimeoutException.class);
    }
    assertThat(text("/_ping")).isEqualTo("OK");
    assertThat(made).extracting(one -> one.closed).containsExactly(true, false);
  }

  @Test
  void whatGivesNoAnswerIsClosed() throws IOException {
    engine.on("GET /mute", call -> over.await());
    assertThatThrownBy(() -> ask("/mute")).hasMessageContaining("no answer within 1 s");
    assertThat(text("/_ping")).isEqualTo("OK");
    assertThat(made).extracting(one -> one.closed).containsExactly(true, false);
  }

  @Test
  void aStreamIsClosedWithItsTransport() throws IOException {
    try (Response stream = ask("/exec/e1/start", DockerHttpClient.Request.Method.POST)) {
      assertThat(stream.getStatusCode()).isEqualTo(200);
    }
    assertThat(made).singleElement().matches(one -> one.closed, "closed");
  }

  @Test
  void noMoreAreKeptThanAreOfUse() {
    List<DockerHttpClient> many = Stream.generate(transports::take).limit(30).toList();
    many.forEach(transports::giveBack);
    assertThat(made).filteredOn(one -> !one.closed).hasSize(8);
    transports.close();
    transports.giveBack(transports.take());
    assertThat(made).hasSize(31).allMatch(one -> one.closed);
  }

  private Counted make() {
    Counted one =
        new Counted(Transports.factory(EngineAddress.only(engine.address()).config()).get());
    made.add(one);
    return one;
  }

  private Response ask(String path) {
    return ask(path, DockerHttpClient.Request.Method.GET);
  }

  private Response ask(String path, DockerHttpClient.Request.Method method) {
    return calls.execute(DockerHttpClient.Request.builder().method(method).path(path).build());
  }

  private String text(String path) throws IOException {
    try (Response answer = ask(path)) {
      return new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** One that tells whether it was closed. */
  private static final class Counted implements DockerHttpClient {
    private final DockerHttpClient real;
    private volatile boolean closed;

    Counted(DockerHttpClient real) {
      this.real = real;
    }

    @Override
    public Response execute(Request request) {
      return real.execute(request);
    }

    @Override
    public void close() throws IOException {
      closed = true;
      real.close();
    }
  }
}
