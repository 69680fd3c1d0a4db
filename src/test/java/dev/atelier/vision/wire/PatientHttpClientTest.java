package dev.atelier.vision.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.atelier.SelfSigned;
import dev.atelier.vision.FakeSpending;
import dev.atelier.vision.ModelCall;
import dev.atelier.vision.Usage;
import dev.atelier.vision.VisionUnavailable;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PatientHttpClientTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private interface Reply {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final FakeSpending spending = new FakeSpending();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      calls.incrementAndGet();
      asked.countDown();
      replies.remove().to(exchange);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void answers(int status, String body, String... headers) {
    replies.add(
        exchange -> {
          for (int n = 0; n < headers.length; n += 2) {
            exchange.getResponseHeaders().set(headers[n], headers[n + 1]);
          }
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
        });
  }

  private static PatientHttpClient client(Duration perCall, Duration inAll) {
    return new PatientHttpClient(
        "The server", new Patience(perCall, 3, inAll, Duration.ofMillis(1)), () -> NOW);
  }

  private static PatientHttpClient client() {
    return client(Duration.ofSeconds(10), Duration.ofSeconds(5));
  }

  private HttpRequest request() {
    return HttpRequest.builder()
        .method(HttpMethod.POST)
        .url("http://127.0.0.1:" + server.getAddress().getPort() + "/v1?key=secret")
        .addHeader("x-api-key", "secret")
        .body("{}")
        .build();
  }

  @Test
  void anAnswerIsGivenWithItsHeaders() {
    answers(200, "grüß", "x-id", "7");

    SuccessfulHttpResponse answer = client().execute(request());

    assertThat(answer.body()).isEqualTo("grüß");
    assertThat(answer.headers().get("x-id")).isEqualTo(List.of("7"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 409, 429, 500, 502, 503, 529})
  void aBusyServerIsAskedAgain(int status) {
    answers(status, "busy");
    answers(200, "now");

    assertThat(client().execute(request()).body()).isEqualTo("now");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 413, 422})
  void aRefusalIsFinal(int status) {
    answers(status, "no");

    assertThatThrownBy(() -> client().execute(request()))
        .isInstanceOfSatisfying(
            HttpException.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(status))
        .hasMessage("no");
    assertThat(calls).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 502, 504, 520, 521, 522, 523, 524})
  void aCallThatIsLostBehindAGatewayMayBeOwed(int status) {
    answers(status, "waited in vain");
    answers(503, "busy");
    answers(503, "busy");

    assertThatThrownBy(() -> client().execute(request())).isInstanceOf(OwedRefusal.class);
    assertThat(calls).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 425, 429, 500, 503, 529})
  void aBusyServerIsOwedNothing(int status) {
    answers(status, "busy");
    answers(status, "busy");
    answers(status, "busy");

    assertThatThrownBy(() -> client().execute(request()))
        .isInstanceOf(HttpException.class)
        .isNotInstanceOf(OwedRefusal.class);
  }

  @Test
  void aRefusalThatRepeatsTheKeyIsToldWithoutIt() {
    answers(401, "x-api-key: sk-secret, Authorization: Bearer sk-other are wrong");
    HttpRequest asked =
        HttpRequest.builder()
            .method(HttpMethod.POST)
            .url(request().url())
            .addHeader("x-api-key", "sk-secret")
            .addHeader("Authorization", "Bearer sk-other")
            .body("{}")
            .build();

    assertThatThrownBy(() -> client().execute(asked))
        .hasMessage("x-api-key: (the key), Authorization: Bearer (the key) are wrong");
  }

  @Test
  void anEndlessAnswerIsNotReadToItsEnd() {
    replies.add(exchange -> streamWithoutEnd(exchange, 200));

    assertThatThrownBy(() -> client().execute(request()))
        .isInstanceOfSatisfying(
            VisionUnavailable.class, lost -> assertThat(lost.answerLost()).isTrue())
        .hasMessageContaining("more than any model writes");
  }

  @Test
  void anEndlessRefusalIsCutShort() {
    replies.add(exchange -> streamWithoutEnd(exchange, 400));

    assertThatThrownBy(() -> client().execute(request()))
        .isInstanceOf(HttpException.class)
        .satisfies(told -> assertThat(told.getMessage()).hasSizeBetween(1000, 10_000));
  }

  private void streamWithoutEnd(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, 0);
    byte[] part = new byte[64 * 1024];
    while (closing.getCount() > 0) {
      exchange.getResponseBody().write(part);
    }
  }

  @Test
  void aServerWhoseCertificateIsNotTrustedCostsNothing() throws Exception {
    HttpsServer secure = selfSigned();
    secure.start();
    try {
      HttpRequest call =
          HttpRequest.builder()
              .method(HttpMethod.POST)
              .url("https://127.0.0.1:" + secure.getAddress().getPort() + "/v1")
              .body("{}")
              .build();

      assertThatThrownBy(() -> client().execute(call))
          .isInstanceOfSatisfying(
              VisionUnavailable.class, down -> assertThat(down.answerLost()).isFalse())
          .hasMessageContaining("cannot be reached at https://127.0.0.1:")
          .hasMessageContaining("secure connection");
    } finally {
      secure.stop(0);
    }
  }

  private static HttpsServer selfSigned() throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.of("127.0.0.1").shown()));
    return server;
  }

  @Test
  void attemptsAreBounded() {
    answers(503, "1");
    answers(503, "2");
    answers(503, "3");

    assertThatThrownBy(() -> client().execute(request())).hasMessage("3");
    assertThat(calls).hasValue(3);
  }

  @Test
  void aTimeTheServerNamesIsWaited() {
    answers(429, "busy", "Retry-After", "1");
    answers(200, "now");
    long before = System.nanoTime();

    client().execute(request());

    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(990));
  }

  @Test
  void aDateTheServerNamesIsReckonedFromTheClock() {
    answers(429, "busy", "Retry-After", "Fri, 20 Nov 2026 09:00:00 GMT");
    answers(429, "busy", "Retry-After", "Fri, 20 Nov 2026 11:00:00 GMT");

    assertThatThrownBy(() -> client().execute(request())).isInstanceOf(HttpException.class);
    assertThat(calls).hasValue(2);
  }

  @Test
  void nonsenseForATimeIsIgnored() {
    answers(429, "busy", "Retry-After", "soon");
    answers(429, "busy", "Retry-After", "99999999999999999999");
    answers(200, "now");

    assertThat(client().execute(request()).body()).isEqualTo("now");
  }

  @Test
  void aTimeBeyondAllReckoningIsNotWaited() {
    answers(503, "busy", "Retry-After", "1");
    answers(429, "busy", "Retry-After", "9223372036854775807");

    assertThatThrownBy(() -> client().execute(request()))
        .isInstanceOfSatisfying(
            HttpException.class, refusal -> assertThat(refusal.statusCode()).isEqualTo(429));
    assertThat(calls).hasValue(2);
  }

  @Test
  void aSilentServerIsLeftAfterTheLimit() {
    replies.add(exchange -> closing.await());

    assertThatThrownBy(
            () -> client(Duration.ofMillis(200), Duration.ofSeconds(1)).execute(request()))
        .isInstanceOfSatisfying(
            VisionUnavailable.class, lost -> assertThat(lost.answerLost()).isTrue());
    assertThat(calls).hasValue(1);
  }

  @Test
  void aServerThatDripsItsAnswerIsLeftAfterTheLimit() {
    replies.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          closing.await();
        });

    assertThatThrownBy(
            () -> client(Duration.ofMillis(300), Duration.ofSeconds(1)).execute(request()))
        .isInstanceOfSatisfying(
            VisionUnavailable.class, lost -> assertThat(lost.answerLost()).isTrue());
  }

  @Test
  void aBrokenAnswerIsNotAskedForAgain() {
    replies.add(HttpExchange::close);

    assertThatThrownBy(() -> client().execute(request()))
        .isInstanceOfSatisfying(
            VisionUnavailable.class, lost -> assertThat(lost.answerLost()).isTrue())
        .hasMessageContaining("The server");
    assertThat(calls).hasValue(1);
  }

  @Test
  void aServerThatIsNotThereCostsNothing() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    HttpRequest nowhere =
        HttpRequest.builder()
            .method(HttpMethod.POST)
            .url("http://me:secret@127.0.0.1:" + port + "/v1?key=secret")
            .body("{}")
            .build();

    assertThatThrownBy(() -> client().execute(nowhere))
        .isInstanceOfSatisfying(
            VisionUnavailable.class, down -> assertThat(down.answerLost()).isFalse())
        .hasMessageContaining("cannot be reached at http://127.0.0.1:" + port)
        .hasMessageNotContaining("secret");
  }

  @Test
  void aHeaderThatCannotBeSentIsNotRepeated() {
    HttpRequest odd =
        HttpRequest.builder()
            .method(HttpMethod.POST)
            .url(request().url())
            .addHeader("x-api-key", "sec\nret")
            .body("{}")
            .build();

    assertThatThrownBy(() -> client().execute(odd))
        .isInstanceOf(VisionUnavailable.class)
        .hasMessageNotContaining("ret\"")
        .hasMessageNotContaining("sec");
  }

  @Test
  void aCallEndsAtOnceWhenItsThreadIsInterruptedAndMayBeOwed() throws Exception {
    replies.add(exchange -> closing.await());

    assertThat(interruptedOnce(worker -> asked.getCount() == 0))
        .isInstanceOf(InterruptedException.class);
    assertThat(spending.endings()).containsExactly("charged in full");
  }

  @Test
  void aPauseEndsAtOnceWhenItsThreadIsInterruptedAndNothingIsOwed() throws Exception {
    answers(429, "busy", "Retry-After", "4");

    assertThat(interruptedOnce(PatientHttpClientTest::pauses))
        .isInstanceOf(InterruptedException.class);
    assertThat(spending.endings()).containsExactly("released");
  }

  @Test
  void aPauseAfterACallThatMayHaveBeenCarriedOutIsOwed() throws Exception {
    answers(504, "waited in vain", "Retry-After", "4");

    assertThat(interruptedOnce(PatientHttpClientTest::pauses))
        .isInstanceOf(InterruptedException.class);
    assertThat(spending.endings()).containsExactly("charged in full");
  }

  /** What a paid call ends with when its thread is interrupted at some moment. */
  private Throwable interruptedOnce(Predicate<Thread> moment) throws Exception {
    CompletableFuture<Throwable> end = new CompletableFuture<>();
    PaidCalls paid = new PaidCalls("The server", spending);
    Thread worker =
        new Thread(
            () -> {
              try {
                paid.make(
                    new ModelCall("b", "m", Usage.of(100, 10)),
                    () -> client().execute(request()),
                    answer -> Usage.of(0, 0));
                end.complete(null);
              } catch (Throwable thrown) {
                end.complete(thrown);
              }
            });
    worker.start();
    await().atMost(Duration.ofSeconds(10)).until(() -> moment.test(worker));
    worker.interrupt();
    return end.get(1, TimeUnit.SECONDS);
  }

  private static boolean pauses(Thread worker) {
    return Arrays.stream(worker.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("rest"));
  }
}
