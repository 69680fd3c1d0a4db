package dev.atelier.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atelier.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A receiver of webhooks as somebody else would write it: it takes only what is signed with its
 * secret. Thread-safe.
 */
public final class Receiver implements AutoCloseable {
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  public static final int NO_ANSWER = 0;

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Function<Told, Integer> answer = message -> 204;
  private volatile String secret = SECRET;

  /** What it was told, whatever it answered. */
  public record Told(
      String path, String id, String timestamp, String signature, String body, boolean genuine) {
    public Map<String, Object> json() {
      return Json.readObject(body);
    }

    public String type() {
      return String.valueOf(json().get("type"));
    }

    @SuppressWarnings("unchecked")
    public Map<String, Object> data() {
      return (Map<String, Object>) json().get("data");
    }
  }

  public Receiver() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    http.createContext("/", this::receive);
    http.setExecutor(threads);
    http.start();
  }

  public String url() {
    return "http://127.0.0.1:" + port() + "/hook?from=atelier";
  }

  public int port() {
    return http.getAddress().getPort();
  }

  /** From now on it expects another secret. */
  public void shares(String other) {
    secret = other;
  }

  /** From now on it answers so; {@link #NO_ANSWER} is silence until the end. */
  public void answers(Function<Told, Integer> status) {
    answer = status;
  }

  public List<Told> told() {
    return List.copyOf(told);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String id = header(exchange, "webhook-id");
      String timestamp = header(exchange, "webhook-timestamp");
      String signature = header(exchange, "webhook-signature");
      Told message =
          new Told(
              exchange.getRequestURI().toString(),
              id,
              timestamp,
              signature,
              body,
              signature.equals("v1," + hmac(id + "." + timestamp + "." + body)));
      told.add(message);
      int status = message.genuine() ? answer.apply(message) : 401;
      if (status == NO_ANSWER) {
        closing.await();
        return;
      }
      if (status / 100 == 3) {
        exchange.getResponseHeaders().add("Location", url() + "&redirected");
      }
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(name));
  }

  private String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether it was sent within five minutes of now, as receivers should ask. */
  public static boolean isFresh(Told message, Instant now) {
    return Math.abs(now.getEpochSecond() - Long.parseLong(message.timestamp())) < 300;
  }

  @Override
  public void close() {
    if (closing.getCount() > 0) {
      closing.countDown();
      http.stop(0);
      threads.shutdownNow();
    }
  }
}
