package dev.atelier.webhook;

import dev.atelier.BackgroundWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** Signs a delivery and takes it to its receiver, once. Thread-safe. */
@ApplicationScoped
class Post {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final Targets targets;
  private final PinnedPost wire;
  private final Clock clock;

  @Inject
  Post(Targets targets, BackgroundWork background, Clock clock) {
    this(targets, (SSLSocketFactory) SSLSocketFactory.getDefault(), background, LIMIT, clock);
  }

  Post(
      Targets targets,
      SSLSocketFactory tls,
      BackgroundWork background,
      Duration limit,
      Clock clock) {
    this.targets = targets;
    this.wire = new PinnedPost(tls, background, limit);
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Post() {
    targets = null;
    wire = null;
    clock = null;
  }

  /** Never throws what a receiver can cause. */
  Attempt take(Delivery delivery, Webhook webhook, SigningSecret secret) {
    long begin = System.nanoTime();
    try {
      int status =
          wire.send(
              webhook.url(),
              targets.addresses(webhook.url()),
              headers(delivery, secret),
              delivery.body().getBytes(StandardCharsets.UTF_8));
      return Attempt.answered(status, since(begin));
    } catch (Targets.Refused refused) {
      return Attempt.failed("the address " + refused.getMessage(), since(begin));
    } catch (IOException failure) {
      return Attempt.failed(inWords(failure), since(begin));
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private Map<String, String> headers(Delivery delivery, SigningSecret secret) {
    Instant now = clock.instant();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("User-Agent", "Atelier-OS");
    headers.put("Content-Type", "application/json");
    headers.put("webhook-id", delivery.eventId());
    headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
    headers.put("webhook-signature", secret.signature(delivery.eventId(), now, delivery.body()));
    return headers;
  }

  private static String inWords(IOException failure) {
    if (failure instanceof UnknownHostException unknown) {
      return "the name " + unknown.getMessage() + " is not known";
    }
    if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
      return "the receiver takes no connection: " + failure.getMessage();
    }
    if (failure instanceof SSLException) {
      return "TLS failed: " + failure.getMessage();
    }
    if (failure instanceof SocketTimeoutException
        || failure instanceof EOFException
        || failure instanceof ProtocolException) {
      return failure.getMessage();
    }
    return "the connection failed: " + failure.getMessage();
  }
}
