package dev.atelier.desktop.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A container engine that answers over real HTTP as it is told, and remembers what it was asked.
 * What it was told nothing of is a desktop that runs, on which every program ends well.
 * Thread-safe.
 */
final class FakeEngine implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedDeque<Rule> rules = new ConcurrentLinkedDeque<>();

  /** What it does when it is asked. */
  interface Answer {
    void to(HttpExchange call) throws IOException, InterruptedException;
  }

  private record Rule(Pattern call, Answer answer) {}

  FakeEngine() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
    on("GET /_ping", text("OK"));
    on("GET /info", json("{\"NCPU\": 2, \"MemTotal\": 8589934592}"));
    on("GET /images/.*", json("{}"));
    on("GET /containers/json", json("[]"));
    on("GET /containers/.*/json", running("one"));
    on("GET /volumes/.*", json("{}"));
    on("POST /containers/.*/exec", json("{\"Id\": \"e1\"}"));
    on("POST /exec/.*/start", printing(""));
    on("GET /exec/.*/json", json("{\"Running\": false, \"ExitCode\": 0, \"Pid\": 7}"));
    on("POST /containers/.*/(un)?pause", call -> call.sendResponseHeaders(204, -1));
  }

  /** Tells it what to do from now on when it is asked that, as in {@code GET /info}. */
  FakeEngine on(String call, Answer answer) {
    rules.addFirst(new Rule(Pattern.compile(call), answer));
    return this;
  }

  /** What it was asked, in order, as in {@code GET /info}. */
  List<String> calls() {
    return calls;
  }

  String address() {
    return "tcp://127.0.0.1:" + server.getAddress().getPort();
  }

  static Answer json(String json) {
    return call -> send(call, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  static Answer text(String text) {
    return call -> send(call, "text/plain", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A program that prints that, and ends. */
  static Answer printing(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(ByteBuffer.allocate(8).put((byte) 1).putInt(4, payload.length).array());
    frame.writeBytes(payload);
    return call -> send(call, "application/vnd.docker.raw-stream", frame.toByteArray());
  }

  /** A desktop's container, as it is looked at. */
  static Answer running(String id) {
    return json(
        """
        {"Id": "c1",
         "State": {"Running": true, "Paused": false, "Status": "running",
                   "StartedAt": "2026-11-22T07:00:00.5Z"},
         "Config": {"Labels": {"dev.atelier.desktop": "%s", "dev.atelier.instance": "test"}}}"""
            .formatted(id));
  }

  private static void send(HttpExchange call, String type, byte[] body) throws IOException {
    call.getResponseHeaders().set("Content-Type", type);
    call.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
    try (OutputStream out = call.getResponseBody()) {
      out.write(body);
    }
  }

  private void answer(HttpExchange call) throws IOException {
    String asked = call.getRequestMethod() + " " + call.getRequestURI().getPath();
    calls.add(asked);
    try (call) {
      Rule rule =
          rules.stream()
              .filter(each -> each.call().matcher(asked).matches())
              .findFirst()
              .orElseThrow(() -> new IOException("nobody told what to answer to " + asked));
      rule.answer().to(call);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
