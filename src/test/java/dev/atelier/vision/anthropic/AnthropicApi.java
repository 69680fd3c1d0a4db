package dev.atelier.vision.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atelier.json.Json;
import dev.atelier.vision.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Stands for Anthropic's API over real HTTP: answers what a test has it answer, and refuses what
 * the real one refuses.
 */
public final class AnthropicApi implements AutoCloseable {
  public static final String KEY = "sk-ant-test-0123456789";
  private static final int MOST_BYTES = 32_000_000;

  /** One answer to come. */
  private interface Reply {
    void to(HttpExchange exchange, JsonNode request) throws IOException, InterruptedException;
  }

  private final Optional<BiFunction<JsonNode, JsonNode, Usage>> meter;

  /** A turn of the model; its content is JSON with single quotes. */
  public record Said(String stop, Usage usage, List<String> blocks) {
    public static Said of(String stop, Usage usage, String... blocks) {
      return new Said(stop, usage, List.of(blocks));
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final List<JsonNode> requests = new ArrayList<>();
  private final List<String> betas = new ArrayList<>();
  private final List<AnthropicRules.Given> given = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile Usage usage = new Usage(10, 20, 300, 40);
  private volatile Optional<Function<JsonNode, Said>> habit = Optional.empty();

  public AnthropicApi() {
    this(0, Optional.empty());
  }

  /** At a port, where one that was closed is to come back. */
  public AnthropicApi(int port) {
    this(port, Optional.empty());
  }

  /**
   * @param meter says what a request and the answer's blocks took
   */
  AnthropicApi(BiFunction<JsonNode, JsonNode, Usage> meter) {
    this(0, Optional.of(meter));
  }

  private AnthropicApi(int port, Optional<BiFunction<JsonNode, JsonNode, Usage>> meter) {
    this.meter = meter;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers with a turn of the model; the content is JSON with single quotes. */
  public AnthropicApi says(String stop, String... blocks) {
    Said said = Said.of(stop, usage, blocks);
    replies.add((exchange, request) -> turn(exchange, request, said));
    return this;
  }

  /** From now on, turns are said to take that. */
  public AnthropicApi taking(Usage each) {
    usage = each;
    return this;
  }

  /** What it answers where nothing else is written down; called on many threads at once. */
  public AnthropicApi otherwise(Function<JsonNode, Said> script) {
    habit = Optional.of(script);
    return this;
  }

  /** Forgets what was asked, which may be large, but not what it said. */
  void forgetRequests() {
    synchronized (requests) {
      requests.clear();
    }
  }

  /** Forgets what was written down. */
  public void startOver() {
    replies.clear();
    habit = Optional.empty();
    synchronized (requests) {
      requests.clear();
      betas.clear();
      given.clear();
    }
  }

  /** Answers with wishes of the toolset, such as {@code left_click {'coordinate':[1,2]}}. */
  public AnthropicApi wishes(String... verbsAndInputs) {
    return says("tool_use", blocks(verbsAndInputs, "toolset"));
  }

  /** The same with the older tool. */
  AnthropicApi wishesClassic(String... verbsAndInputs) {
    return says("tool_use", blocks(verbsAndInputs, "classic"));
  }

  /** A wish for a plain client tool. */
  public static String plain(String id, String name, String input) {
    return "{'type':'tool_use','id':'" + id + "','name':'" + name + "','input':" + input + "}";
  }

  public static String wish(String id, String verb, String input) {
    return "{'type':'tool_use','id':'"
        + id
        + "','name':'"
        + verb
        + "','toolset_name':'computer','input':"
        + input
        + "}";
  }

  private String[] blocks(String[] wishes, String generation) {
    String[] blocks = new String[wishes.length];
    for (int n = 0; n < wishes.length; n++) {
      int space = wishes[n].indexOf(' ');
      String verb = space < 0 ? wishes[n] : wishes[n].substring(0, space);
      String input = space < 0 ? "{}" : wishes[n].substring(space + 1);
      String id = "toolu_" + replies.size() + "_" + given.size() + "_" + n;
      String rest = input.equals("{}") ? "}" : "," + input.substring(1);
      blocks[n] =
          generation.equals("toolset")
              ? wish(id, verb, input)
              : plain(id, "computer", "{'action':'" + verb + "'" + rest);
    }
    return blocks;
  }

  public AnthropicApi refuses(int status, Map<String, String> headers) {
    replies.add(
        (exchange, request) -> {
          headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
          send(exchange, status, error("overloaded_error", "not now"));
        });
    return this;
  }

  AnthropicApi saysText(String body) {
    replies.add((exchange, request) -> send(exchange, 200, body));
    return this;
  }

  /** Reads the request and hangs up. */
  AnthropicApi hangsUp() {
    replies.add((exchange, request) -> exchange.close());
    return this;
  }

  /** Reads the request and says nothing. */
  public AnthropicApi staysSilent() {
    replies.add((exchange, request) -> closing.await());
    return this;
  }

  /** What was accepted, in order. */
  public List<JsonNode> requests() {
    synchronized (requests) {
      return List.copyOf(requests);
    }
  }

  public JsonNode lastRequest() {
    return requests().get(requests().size() - 1);
  }

  List<String> betas() {
    synchronized (requests) {
      return List.copyOf(betas);
    }
  }

  /** Returns when the first request has arrived. */
  void awaitRequest() throws InterruptedException {
    asked.await();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] sent = exchange.getRequestBody().readAllBytes();
      asked.countDown();
      if (sent.length > MOST_BYTES) {
        send(exchange, 413, error("request_too_large", "Request exceeds the maximum size"));
        return;
      }
      JsonNode request = json(new String(sent, StandardCharsets.UTF_8));
      int status = 400;
      String problem;
      synchronized (requests) {
        problem = new AnthropicRules(exchange, request, given).problem();
        if (problem.isEmpty()) {
          requests.add(request);
          betas.add(String.valueOf(exchange.getRequestHeaders().getFirst("anthropic-beta")));
        }
      }
      if (problem.startsWith("401")) {
        status = 401;
      }
      Reply reply = problem.isEmpty() ? next() : null;
      if (reply == null) {
        String why = problem.isEmpty() ? "the test expects no further call" : problem;
        send(exchange, status, error("invalid_request_error", why));
      } else {
        reply.to(exchange, request);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply next() {
    Reply written = replies.poll();
    return written != null
        ? written
        : habit
            .<Reply>map(
                script -> (exchange, request) -> turn(exchange, request, script.apply(request)))
            .orElse(null);
  }

  private void turn(HttpExchange exchange, JsonNode request, Said said) throws IOException {
    Usage taken;
    ArrayNode content =
        (ArrayNode) json("[" + String.join(",", said.blocks()).replace('\'', '"') + "]");
    synchronized (requests) {
      taken = meter.map(each -> each.apply(request, content)).orElse(said.usage());
      given.add(new AnthropicRules.Given(content, AnthropicRules.prefix(request)));
    }
    ObjectNode message = Json.mapper().createObjectNode();
    message.put("id", "msg_1").put("type", "message").put("role", "assistant");
    message.put("model", request.path("model").asText()).put("stop_reason", said.stop());
    message.set("content", content);
    message
        .putObject("usage")
        .put("input_tokens", taken.input())
        .put("output_tokens", taken.output())
        .put("cache_read_input_tokens", taken.cacheRead())
        .put("cache_creation_input_tokens", taken.cacheWrite());
    send(exchange, 200, message.toString());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("content-type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String error(String type, String message) {
    ObjectNode error = Json.mapper().createObjectNode().put("type", "error");
    error.putObject("error").put("type", type).put("message", message);
    return error.toString();
  }

  static JsonNode json(String text) {
    try {
      return AnswerReader.MAPPER.readTree(text);
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
