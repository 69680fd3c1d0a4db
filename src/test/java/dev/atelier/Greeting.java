package dev.atelier;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The first words of a live view's WebSocket, or the number that it was closed with. */
final class Greeting implements WebSocket.Listener {
  private final CompletableFuture<String> said = new CompletableFuture<>();

  /**
   * Opens a live view and waits for its first word.
   *
   * @param headers names and values in turn
   * @throws ExecutionException when the handshake was refused
   */
  static String of(HttpClient http, String address, String... headers)
      throws ExecutionException, InterruptedException, TimeoutException {
    Greeting greeting = new Greeting();
    WebSocket.Builder builder = http.newWebSocketBuilder().subprotocols("binary");
    for (int at = 0; at < headers.length; at += 2) {
      builder.header(headers[at], headers[at + 1]);
    }
    WebSocket socket = builder.buildAsync(URI.create(address), greeting).get(20, TimeUnit.SECONDS);
    try {
      return greeting.said.get(20, TimeUnit.SECONDS);
    } finally {
      socket.abort();
    }
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    said.complete(StandardCharsets.US_ASCII.decode(data).toString());
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    said.complete(Integer.toString(code));
    return null;
  }
}
