package dev.atelier.vision.wire;

import dev.atelier.vision.VisionUnavailable;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An HTTP client that gives a busy server time: answers 408, 409, 429 and 5xx (529 among them) are
 * asked again with growing pauses, or after the time that {@code Retry-After} names, within the
 * bounds of a {@link Patience}. A call ends at once when its thread is interrupted. Thread-safe.
 *
 * <p>A final refusal is a {@link HttpException} with the server's words; a server that cannot be
 * reached is a {@link VisionUnavailable}. A call whose answer got lost is not made again, as it may
 * have to be paid twice.
 */
public final class PatientHttpClient implements HttpClient {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(408, 409, 425, 429);

  private final java.net.http.HttpClient http =
      java.net.http.HttpClient.newBuilder()
          .version(java.net.http.HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();
  private final String server;
  private final Patience patience;
  private final InstantSource clock;

  /**
   * @param server what people call it, for error messages
   * @param clock to read a {@code Retry-After} that names a date
   */
  public PatientHttpClient(String server, Patience patience, InstantSource clock) {
    this.server = server;
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    Duration waited = Duration.ZERO;
    for (int attempt = 1; ; attempt++) {
      HttpResponse<byte[]> answer = send(request);
      if (answer.statusCode() / 100 == 2) {
        return SuccessfulHttpResponse.builder()
            .statusCode(answer.statusCode())
            .headers(answer.headers().map())
            .body(new String(answer.body(), StandardCharsets.UTF_8))
            .build();
      }
      Duration pause = pause(answer, attempt);
      if (!isWorthAnotherTry(answer.statusCode())
          || attempt >= patience.attempts()
          || waited.plus(pause).compareTo(patience.inAll()) > 0) {
        throw new HttpException(
            answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
      }
      rest(pause);
      waited = waited.plus(pause);
    }
  }

  /** Streaming is not needed: a decision counts when it is whole. */
  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("answers are read whole");
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(translated(request), HttpResponse.BodyHandlers.ofByteArray());
    try {
      // The limit of java.net.http ends when the answer's headers are there.
      return answer.get(patience.perCall().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      answer.cancel(true);
      throw VisionUnavailable.answerLost(
          server + " did not answer within " + patience.perCall().toSeconds() + " s", slow);
    } catch (ExecutionException failed) {
      throw told(failed.getCause(), request);
    } catch (InterruptedException cancelled) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new CallCancelled();
    }
  }

  private VisionUnavailable told(Throwable failure, HttpRequest request) {
    return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException
        ? new VisionUnavailable(server + " cannot be reached at " + place(request), failure)
        : VisionUnavailable.answerLost(
            "the connection to " + server + " broke before its answer was complete", failure);
  }

  private java.net.http.HttpRequest translated(HttpRequest request) {
    var body =
        request.body() == null
            ? java.net.http.HttpRequest.BodyPublishers.noBody()
            : java.net.http.HttpRequest.BodyPublishers.ofString(request.body());
    try {
      java.net.http.HttpRequest.Builder translated =
          java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
      for (Map.Entry<String, java.util.List<String>> header : request.headers().entrySet()) {
        header.getValue().forEach(value -> translated.header(header.getKey(), value));
      }
      return translated.method(request.method().name(), body).build();
    } catch (IllegalArgumentException malformed) {
      // Its message would quote the header or the address, and with it a key.
      throw new VisionUnavailable(server + " has an address or a key that cannot be sent");
    }
  }

  /** Without user and query, which may hold a secret. */
  private static String place(HttpRequest request) {
    URI uri = URI.create(request.url());
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port;
  }

  private static boolean isWorthAnotherTry(int status) {
    return status >= 500 || WORTH_ANOTHER_TRY.contains(status);
  }

  private Duration pause(HttpResponse<?> answer, int attempt) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .flatMap(this::retryAfter)
        .orElseGet(() -> growing(attempt));
  }

  /** RFC 9110, 10.2.3: a number of seconds, or a date. */
  private Optional<Duration> retryAfter(String value) {
    try {
      if (value.strip().chars().allMatch(Character::isDigit)) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())));
      }
      Instant at =
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(clock.instant(), at);
      return Optional.of(left.isNegative() ? Duration.ZERO : left);
    } catch (DateTimeParseException | NumberFormatException nonsense) {
      return Optional.empty();
    }
  }

  /** Doubles, and varies by a quarter, so that many tasks do not come back at the same moment. */
  private Duration growing(int attempt) {
    long millis = patience.firstPause().toMillis() << Math.min(attempt - 1, 10);
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 4 + 1));
  }

  private static void rest(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new CallCancelled();
    }
  }
}
