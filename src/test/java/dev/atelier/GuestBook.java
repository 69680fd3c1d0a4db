package dev.atelier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A web page with a form, served by the test to the desktop's own browser; keeps what it is sent.
 */
final class GuestBook implements AutoCloseable {
  private static final String FORM =
      """
      <!doctype html><meta charset="utf-8"><title>Guest book</title>
      <body style="font: 20px sans-serif; margin: 40px">
      <h1>Guest book</h1>
      <form method="post" action="/sign" accept-charset="utf-8">
        <p><label for="message">Your message</label></p>
        <p><textarea id="message" name="message" rows="4" cols="50"></textarea></p>
        <p><button style="font: 20px sans-serif; padding: 8px 24px">Submit</button></p>
      </form>
      """;
  private static final String THANKS =
      """
      <!doctype html><meta charset="utf-8"><title>Thanks</title>
      <body style="font: 20px sans-serif; margin: 40px">
      <h1>Thank you</h1><p>Your words have been kept.</p>
      """;

  private final List<String> messages = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  GuestBook() {
    try {
      server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    server.createContext("/", exchange -> answer(exchange, FORM));
    server.createContext("/sign", this::sign);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  /**
   * Where a desktop in a container finds the page: an address of this machine that is not loopback.
   */
  String address() {
    return "http://" + thisMachine() + ":" + server.getAddress().getPort() + "/";
  }

  /** Every message that was submitted, exactly as it arrived. */
  List<String> messages() {
    return messages;
  }

  private void sign(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    messages.add(URLDecoder.decode(form.substring(form.indexOf('=') + 1), StandardCharsets.UTF_8));
    answer(exchange, THANKS);
  }

  private static void answer(HttpExchange exchange, String page) throws IOException {
    byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  static String thisMachine() {
    try {
      return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
          .filter(network -> !network.getName().startsWith("br-"))
          .flatMap(network -> Collections.list(network.getInetAddresses()).stream())
          .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElseThrow();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
