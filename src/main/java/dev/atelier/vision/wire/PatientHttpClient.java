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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/**
 * An HTTP client that gives a busy server time: answers 408, 409, 429 and 5xx (529 among them) are
 * asked again with growing pauses, or after the time that {@code Retry-After} names, within the
 * bounds of a {@link Patience}. A call ends at once when its thread is interrupted. Thread-safe.
 *
 * <p>A final refusal is a {@link HttpException} with the server's words, but never with the key; a
 * server that cannot be reached is a {@link VisionUnavailable}. A call whose answer got lost is not
 * made again, as it may have to be paid twice. Where a gateway says that it got no answer, the call
 * is made again, but counts as lost when no attempt succeeds.
 */
public final class PatientHttpClient implements HttpClient {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Set<Integer> WORTH_ANOTHER_TRY = Set.of(408, 409, 425, 429);

  /** Said by a gateway, behind which the model may have worked; 520 to 524 are Cloudflare's. */
  private static final Set<Integer> LOST_BEHIND_A_GATEWAY =
      Set.of(408, 502, 504, 520, 521, 522, 523, 524);

  private static final Set<String> SECRET_HEADERS = Set.of("x-api-key", "authorization");

  /** Shorter ones are no secrets, and words of every text. */
  private static final int SHORTEST_SECRET = 8;

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
    boolean mayBeOwed = false;
    for (int attempt = 1; ; attempt++) {
      HttpResponse<byte[]> answer = send(request, mayBeOwed);
      if (answer.statusCode() / 100 == 2) {
        return SuccessfulHttpResponse.builder()
            .statusCode(answer.statusCode())
            .headers(answer.headers().map())
            .body(new String(answer.body(), StandardCharsets.UTF_8))
            .build();
      }
      mayBeOwed |= LOST_BEHIND_A_GATEWAY.contains(answer.statusCode());
      Duration pause = pause(answer, attempt);
      if (!isWorthAnotherTry(answer.statusCode())
          || attempt >= patience.attempts()
          || waited.plus(pause).compareTo(patience.inAll()) > 0) {
        throw refusal(answer, request, mayBeOwed);
      }
      rest(pause, mayBeOwed);
      waited = waited.plus(pause);
    }
  }

  private static HttpException refusal(
      HttpResponse<byte[]> answer, HttpRequest request, boolean mayBeOwed) {
    String said = withoutKey(new String(answer.body(), StandardCharsets.UTF_8), request);
    return mayBeOwed
        ? new OwedRefusal(answer.statusCode(), said)
        : new HttpException(answer.statusCode(), said);
  }

  /** A proxy may repeat what it was sent. */
  private static String withoutKey(String said, HttpRequest request) {
    String clean = said;
    for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
      if (SECRET_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        for (String value : header.getValue()) {
          String secret = value.replaceFirst("^Bearer ", "");
          clean = secret.length() < SHORTEST_SECRET ? clean : clean.replace(secret, "(the key)");
        }
      }
    }
    return clean;
  }

  /** Streaming is not needed: a decision counts when it is whole. */
  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("answers are read whole");
  }

  private HttpResponse<byte[]> send(HttpRequest request, boolean mayBeOwed) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(translated(request), LimitedBody::of);
    try {
      // The limit of java.net.http ends when the answer's headers are there.
      return answer.get(patience.perCall().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException slow) {
      answer.cancel(true);
      throw VisionUnavailable.answerLost(
          server + " did not answer within " + patience.perCall().toSeconds() + " s", slow);
    } catch (ExecutionException failed) {
      throw told(failed.getCause(), request, mayBeOwed);
    } catch (InterruptedException cancelled) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new CallCancelled(true);
    }
  }

  private VisionUnavailable told(Throwable failure, HttpRequest request, boolean mayBeOwed) {
    if (has(failure, LimitedBody.TooLong.class)) {
      return VisionUnavailable.answerLost(
          server + " answered with more than any model writes", failure);
    }
    String unreachable = server + " cannot be reached at " + place(request);
    if (has(failure, SSLHandshakeException.class)) {
      return notAsked(unreachable + ": no secure connection comes about", failure, mayBeOwed);
    }
    if (failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException) {
      return notAsked(unreachable, failure, mayBeOwed);
    }
    return VisionUnavailable.answerLost(
        "the connection to " + server + " broke before its answer was complete", failure);
  }

  /** Not asked this time; an attempt before may have to be paid. */
  private static VisionUnavailable notAsked(String why, Throwable failure, boolean mayBeOwed) {
    return mayBeOwed
        ? VisionUnavailable.answerLost(why, failure)
        : new VisionUnavailable(why, failure);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> cause) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (cause.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  private java.net.http.HttpRequest translated(HttpRequest request) {
    var body =
        request.body() == null
            ? java.net.http.HttpRequest.BodyPublishers.noBody()
            : java.net.http.HttpRequest.BodyPublishers.ofString(request.body());
    try {
      java.net.http.HttpRequest.Builder translated =
          java.net.http.HttpRequest.newBuilder(URI.create(request.url()));
      for (Map.Entry<String, List<String>> header : request.headers().entrySet()) {
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
        .map(this::clamped)
        .orElseGet(() -> growing(attempt));
  }

  /** Any time beyond all patience is as good as another, and can be added to. */
  private Duration clamped(Duration named) {
    Duration tooLong = patience.inAll().plusSeconds(1);
    return named.compareTo(tooLong) < 0 ? named : tooLong;
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

  private static void rest(Duration pause, boolean mayBeOwed) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException cancelled) {
      Thread.currentThread().interrupt();
      throw new CallCancelled(mayBeOwed);
    }
  }
}
