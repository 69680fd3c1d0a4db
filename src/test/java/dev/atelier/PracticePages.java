package dev.atelier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * Web pages to practise on, served by the test to the desktop's own browser; they tell what was
 * done to them.
 */
final class PracticePages implements AutoCloseable {
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  PracticePages() {
    try {
      server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  /** Where the desktop finds them, without the scheme. */
  String host() {
    return GuestBook.thisMachine() + ":" + server.getAddress().getPort();
  }

  /** What was done on the pages since the last {@link #forget}, in order. */
  List<String> done() {
    return List.copyOf(done);
  }

  void forget() {
    done.clear();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!sent.isEmpty()) {
      boolean form = !exchange.getRequestURI().getPath().equals("/did");
      done.add(form ? URLDecoder.decode(sent, StandardCharsets.UTF_8) : sent);
    }
    String path = exchange.getRequestURI().getPath();
    String name = path.equals("/") ? "/start" : path;
    byte[] page = read(name.contains(".") ? name : name + ".html");
    exchange
        .getResponseHeaders()
        .set("Content-Type", name.endsWith(".js") ? "text/javascript" : "text/html");
    exchange.sendResponseHeaders(200, page.length == 0 ? -1 : page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream page = PracticePages.class.getResourceAsStream("practice" + name)) {
      return page == null ? new byte[0] : page.readAllBytes();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
