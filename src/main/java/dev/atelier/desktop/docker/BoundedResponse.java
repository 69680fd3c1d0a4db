package dev.atelier.desktop.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * An answer that is cut off when its body does not go on. The transport it came by is given back
 * with it, or closed where something may still be under way. One reads it, any may close it.
 */
final class BoundedResponse implements DockerHttpClient.Response {
  private final DockerHttpClient.Response answer;
  private final Transports transports;
  private final DockerHttpClient transport;
  private final Optional<Duration> limit;
  private final ScheduledExecutorService watch;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Future<?> look = CompletableFuture.completedFuture(null);
  private volatile InputStream body;

  /**
   * Takes over an answer with its transport.
   *
   * @param transports where the transport is from
   * @param limit how long its body may be silent; empty for ever
   * @param watch looks after its body
   */
  BoundedResponse(
      DockerHttpClient.Response answer,
      Transports transports,
      DockerHttpClient transport,
      Optional<Duration> limit,
      ScheduledExecutorService watch) {
    this.answer = answer;
    this.transports = transports;
    this.transport = transport;
    this.limit = limit;
    this.watch = watch;
  }

  @Override
  public int getStatusCode() {
    return answer.getStatusCode();
  }

  @Override
  public Map<String, List<String>> getHeaders() {
    return answer.getHeaders();
  }

  @Override
  public String getHeader(String name) {
    return answer.getHeader(name);
  }

  @Override
  public synchronized InputStream getBody() {
    if (body == null) {
      InputStream found = answer.getBody();
      body = found == null || limit.isEmpty() ? found : new Watched(found, limit.get());
    }
    return body;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      look.cancel(false);
      boolean quiet = isQuiet();
      try {
        Transports.closeQuietly(answer);
      } finally {
        if (quiet) {
          transports.giveBack(transport);
        } else {
          Transports.closeQuietly(transport);
        }
      }
    }
  }

  /** Whether nobody waits for more of it; of what may be silent for ever nobody can tell. */
  private boolean isQuiet() {
    return limit.isPresent()
        && (body == null || body instanceof Watched watched && watched.isQuiet());
  }

  private final class Watched extends InputStream {
    private static final long NOBODY_WAITS = Long.MAX_VALUE;

    private final InputStream body;
    private final Duration most;
    private volatile long waitsSinceNanos = NOBODY_WAITS;
    private volatile boolean cut;
    private volatile boolean over;

    Watched(InputStream body, Duration most) {
      this.body = body;
      this.most = most;
      lookIn(most.toNanos());
    }

    boolean isQuiet() {
      return !cut && waitsSinceNanos == NOBODY_WAITS;
    }

    private void lookIn(long nanos) {
      look = watch.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
    }

    private void look() {
      long since = waitsSinceNanos;
      long left = since == NOBODY_WAITS ? most.toNanos() : most.toNanos() - sinceThen(since);
      if (left <= 0) {
        cut = true;
        BoundedResponse.this.close();
      } else if (!over && !closed.get()) {
        lookIn(left);
      }
    }

    private static long sinceThen(long nanos) {
      return System.nanoTime() - nanos;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      waitsSinceNanos = System.nanoTime();
      int count = -1;
      try {
        count = body.read(target, offset, length);
      } catch (IOException broken) {
        if (!cut) {
          throw broken;
        }
      } finally {
        waitsSinceNanos = NOBODY_WAITS;
        over = count < 0;
      }
      if (over) {
        close();
      }
      if (cut) {
        throw new SocketTimeoutException(
            "no answer for " + most.toSeconds() + " s, in the middle of it");
      }
      return count;
    }

    @Override
    public int available() throws IOException {
      return body.available();
    }

    /** Cuts it off: closing the body alone would read what is left of it. */
    @Override
    public void close() {
      over = true;
      BoundedResponse.this.close();
    }
  }
}
