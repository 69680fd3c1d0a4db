package dev.atelier.vision.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atelier.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * A model server for tests: answers what a test wrote down beforehand, and refuses with 400 what
 * the real one would refuse. Thread-safe.
 */
public final class LoopbackModelServer implements AutoCloseable {
  /** A patience with which no test waits long. */
  public static final Patience TINY =
      new Patience(Duration.ofSeconds(5), 3, Duration.ofSeconds(3), Duration.ofMillis(5));

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Function<Call, Optional<String>> refusal;
  private final Queue<Reply> replies = new ArrayDeque<>();
  private final List<JsonNode> asked = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final CountDownLatch silence = new CountDownLatch(1);
  private final CountDownLatch silent = new CountDownLatch(1);

  /** What a client sent. */
  public record Call(String path, Optional<String> authorization, JsonNode body) {}

  /** One thing the server does with a call. */
  @FunctionalInterface
  private interface Reply {
    void to(HttpExchange exchange) throws IOException;
  }

  /**
   * @param refusal why a call is refused; empty where it is not
   */
  public LoopbackModelServer(Function<Call, Optional<String>> refusal) {
    this.refusal = refusal;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  public synchronized LoopbackModelServer then(
      int status, Map<String, String> headers, String body) {
    replies.add(exchange -> send(exchange, status, headers, body));
    return this;
  }

  public LoopbackModelServer then(String body) {
    return then(200, Map.of(), body);
  }

  public LoopbackModelServer then(JsonNode body) {
    return then(body.toString());
  }

  /** Breaks off in the middle of the next answer. */
  public synchronized LoopbackModelServer drop() {
    replies.add(
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          throw new IOException("dropped");
        });
    return this;
  }

  /** Does not answer the next call. */
  public synchronized LoopbackModelServer stall() {
    replies.add(
        exchange -> {
          silent.countDown();
          try {
            silence.await();
          } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    return this;
  }

  /** Returns once a call is not answered. */
  public void awaitStalled() throws InterruptedException {
    silent.await();
  }

  /** What was asked and not refused, in order. */
  public synchronized List<JsonNode> asked() {
    return List.copyOf(asked);
  }

  public synchronized JsonNode lastAsked() {
    return asked.get(asked.size() - 1);
  }

  /** Why calls were refused. */
  public synchronized List<String> refused() {
    return List.copyOf(refused);
  }

  private void handle(HttpExchange exchange) throws IOException {
    Optional<String> why;
    Reply reply;
    try (exchange) {
      String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonNode body = Json.mapper().readTree(text);
      synchronized (this) {
        why =
            refusal.apply(
                new Call(
                    exchange.getRequestURI().getPath(),
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                    body));
        why.ifPresentOrElse(refused::add, () -> asked.add(body));
        reply = why.isPresent() ? null : replies.poll();
      }
      if (why.isPresent()) {
        send(exchange, 400, Map.of(), "{\"error\":{\"message\":\"" + why.get() + "\"}}");
      } else if (reply == null) {
        send(exchange, 418, Map.of(), "{\"error\":{\"message\":\"the test has no more answers\"}}");
      } else {
        reply.to(exchange);
      }
    } catch (JsonProcessingException malformed) {
      send(exchange, 400, Map.of(), "{}");
    }
  }

  private static void send(
      HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    silence.countDown();
    http.stop(0);
    threads.shutdownNow();
  }
}
